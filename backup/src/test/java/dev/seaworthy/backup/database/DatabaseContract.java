package dev.seaworthy.backup.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every database and every scratch server of its kind promise. */
public abstract class DatabaseContract {
    /** A database with {@code public.content} of three rows and {@code public.empty} of none. */
    protected abstract DatabaseSource source();

    protected abstract ScratchServer scratchServer();

    @Test
    void tells_the_rows_of_every_table() throws IOException {
        Dump dump = source().dumpTo(OutputStream.nullOutputStream());

        assertThat(dump.rows()).isEqualTo(Map.of("public.content", 3L, "public.empty", 0L));
        assertThat(dump.server()).isNotBlank();
        assertThat(dump.tool()).isNotBlank();
    }

    @Test
    void restores_what_was_dumped() throws IOException {
        try (ScratchDatabase scratch = scratchServer().create()) {
            scratch.restore(new ByteArrayInputStream(dump()));

            assertThat(scratch.rows()).isEqualTo(Map.of("public.content", 3L, "public.empty", 0L));
        }
    }

    @Test
    void makes_scratch_databases_that_are_empty_and_apart() throws IOException {
        ScratchServer server = scratchServer();
        try (ScratchDatabase one = server.create();
                ScratchDatabase other = server.create()) {
            one.restore(new ByteArrayInputStream(dump()));

            assertThat(other.rows()).isEmpty();
        }
    }

    @Test
    void refuses_a_dump_that_is_cut_off() throws IOException {
        byte[] dump = dump();

        assertThatThrownBy(() -> restore(Arrays.copyOf(dump, dump.length / 2))).isInstanceOf(RestoreException.class);
        assertThatThrownBy(() -> restore(new byte[0])).isInstanceOf(RestoreException.class);
    }

    @Test
    void refuses_what_is_no_dump() {
        assertThatThrownBy(() ->
                        restore("no dump at all, but some text".repeat(10_000).getBytes("UTF-8")))
                .isInstanceOf(RestoreException.class);
    }

    @Test
    void leaves_the_failures_of_the_restored_stream_as_they_are() {
        IllegalStateException failure = new IllegalStateException("the store is gone");
        try (ScratchDatabase scratch = scratchServer().create()) {
            assertThatThrownBy(() -> scratch.restore(new FailingInput(failure))).isSameAs(failure);
        }
    }

    @Test
    void leaves_the_failures_of_its_output_as_they_are() {
        IOException full = new IOException("no space left");

        assertThatThrownBy(() -> source().dumpTo(new FailingOutput(full))).isSameAs(full);
    }

    @Test
    void does_not_close_its_output() throws IOException {
        source().dumpTo(new ByteArrayOutputStream() {
            @Override
            public void close() {
                throw new AssertionError("closed");
            }
        });
    }

    private byte[] dump() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        source().dumpTo(out);
        return out.toByteArray();
    }

    private void restore(byte[] dump) {
        try (ScratchDatabase scratch = scratchServer().create()) {
            scratch.restore(new ByteArrayInputStream(dump));
        }
    }
}
