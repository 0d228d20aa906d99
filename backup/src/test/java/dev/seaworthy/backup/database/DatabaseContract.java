package dev.seaworthy.backup.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.fingerprint.DatabaseLocale;
import dev.seaworthy.backup.fingerprint.Fingerprint;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every database and every scratch server of its kind promise. */
public abstract class DatabaseContract {
    /** A database with {@code public.content} of three rows and {@code public.empty} of none. */
    protected abstract DatabaseSource source();

    /** The same, but for the content of one row. */
    protected abstract DatabaseSource otherSource();

    /** The same as {@link #source()}, with the rows of {@code public.content} in a stream of their own. */
    protected abstract DatabaseSource apartSource();

    protected abstract ScratchServer scratchServer();

    /** One that takes dumps of several streams. */
    protected abstract RestoreTarget emptyTarget();

    @Test
    void tells_the_rows_of_every_table() throws IOException {
        Dump dump = source().dumpTo(OutputStream.nullOutputStream());

        assertThat(dump.rows()).isEqualTo(Map.of("public.content", 3L, "public.empty", 0L));
        assertThat(dump.server()).isNotBlank();
        assertThat(dump.tool()).isNotBlank();
    }

    @Test
    protected void restores_what_was_dumped() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Fingerprint dumped = source().dumpTo(out).fingerprint();
        try (ScratchDatabase scratch = scratchServer().create(dumped.locale())) {
            scratch.restore(new ByteArrayInputStream(out.toByteArray()));

            Fingerprint restored = scratch.fingerprint(dumped);
            assertThat(restored.rows()).isEqualTo(Map.of("public.content", 3L, "public.empty", 0L));
            assertThat(dumped.differences(restored)).isEmpty();
            assertThat(restored.hashesLike(dumped)).isTrue();
        }
    }

    @Test
    void tells_other_content_of_as_many_rows() throws IOException {
        Fingerprint dumped = source().dumpTo(OutputStream.nullOutputStream()).fingerprint();
        Fingerprint other =
                otherSource().dumpTo(OutputStream.nullOutputStream()).fingerprint();

        assertThat(dumped.differences(other))
                .containsExactly("public.content: came back with its 3 rows, but their content differs");
    }

    @Test
    void answers_no_query_that_it_does_not_know() {
        try (ScratchDatabase scratch = scratchServer().create(DatabaseLocale.C)) {
            assertThatThrownBy(() -> scratch.ask("SELECT no_such_column")).isInstanceOf(RestoreException.class);
        }
    }

    @Test
    void restores_into_a_target_that_is_empty() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Fingerprint dumped = source().dumpTo(out).fingerprint();
        RestoreTarget target = emptyTarget();

        target.restore(new ByteArrayInputStream(out.toByteArray()));

        assertThat(dumped.differences(target.fingerprint(dumped))).isEmpty();
        assertThatThrownBy(() -> target.restore(new ByteArrayInputStream(out.toByteArray())))
                .isInstanceOf(RestoreException.class)
                .hasMessageContaining("Refused")
                .hasMessageContaining("public.content");
        assertThat(dumped.differences(target.fingerprint(dumped))).isEmpty();
    }

    @Test
    void leaves_a_target_empty_when_the_dump_fails_at_its_very_end() throws IOException {
        byte[] dump = dump();
        RestoreTarget target = emptyTarget();
        IllegalStateException damaged = new IllegalStateException("the end proves that it was damaged");

        assertThatThrownBy(() -> target.restore(
                        new SequenceInputStream(new ByteArrayInputStream(dump), new FailingInput(damaged))))
                .isSameAs(damaged);

        target.restore(new ByteArrayInputStream(dump));
    }

    @Test
    void makes_scratch_databases_that_are_empty_and_apart() throws IOException {
        ScratchServer server = scratchServer();
        try (ScratchDatabase one = server.create(DatabaseLocale.C);
                ScratchDatabase other = server.create(DatabaseLocale.C)) {
            one.restore(new ByteArrayInputStream(dump()));

            assertThat(other.fingerprint(fingerprint()).rows()).isEmpty();
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
        try (ScratchDatabase scratch = scratchServer().create(DatabaseLocale.C)) {
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

    @Test
    void restores_rows_that_were_dumped_apart() throws IOException {
        KeptDump dump = new KeptDump();
        Dump dumped = apartSource().dumpTo(dump);

        assertThat(dumped.rows()).isEqualTo(Map.of("public.content", 3L, "public.empty", 0L));
        assertThat(dump.isEnded()).isTrue();
        assertThat(dump.input().tables()).containsExactly("public.content");
        try (ScratchDatabase scratch =
                scratchServer().create(dumped.fingerprint().locale())) {
            scratch.restore(dump.input());
            assertThat(differences(dumped, scratch)).isEmpty();
        }
        RestoreTarget target = emptyTarget();
        target.restore(dump.input());
        assertThat(differences(dumped, target)).isEmpty();
        assertThatThrownBy(() -> target.restore(dump.input()))
                .isInstanceOf(RestoreException.class)
                .hasMessageContaining("Refused");
    }

    @Test
    void leaves_the_rows_that_are_apart_out_of_the_dump_itself() throws IOException {
        KeptDump dump = new KeptDump();
        Dump dumped = apartSource().dumpTo(dump);

        try (ScratchDatabase scratch =
                scratchServer().create(dumped.fingerprint().locale())) {
            scratch.restore(new ByteArrayInputStream(dump.dumped()));
            assertThat(differences(dumped, scratch))
                    .containsExactly("public.content: dumped with 3 rows, came back with 0");
        }
    }

    @Test
    void dumps_all_into_one_stream_when_there_is_only_one() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Dump dumped = apartSource().dumpTo(out);

        try (ScratchDatabase scratch =
                scratchServer().create(dumped.fingerprint().locale())) {
            scratch.restore(new ByteArrayInputStream(out.toByteArray()));
            assertThat(differences(dumped, scratch)).isEmpty();
        }
    }

    @Test
    void refuses_rows_that_are_cut_off() throws IOException {
        KeptDump dump = new KeptDump();
        Dump dumped = apartSource().dumpTo(dump);
        byte[] rows = dump.dumped("public.content");
        DumpInput cut = dump.with("public.content", Arrays.copyOf(rows, rows.length * 2 / 3))
                .input();

        try (ScratchDatabase scratch =
                scratchServer().create(dumped.fingerprint().locale())) {
            assertThatThrownBy(() -> scratch.restore(cut)).isInstanceOf(RestoreException.class);
        }
    }

    @Test
    void leaves_the_failures_of_each_output_as_they_are() {
        IOException full = new IOException("no space left");

        for (String failing : new String[] {"", "public.content"}) {
            assertThatThrownBy(() -> apartSource().dumpTo(new DumpOutput() {
                        @Override
                        public OutputStream dump() {
                            return stream("");
                        }

                        @Override
                        public OutputStream rows(String table) {
                            return stream(table);
                        }

                        private OutputStream stream(String name) {
                            return name.equals(failing) ? new FailingOutput(full) : OutputStream.nullOutputStream();
                        }
                    }))
                    .isSameAs(full);
        }
    }

    private static List<String> differences(Dump dumped, RestoreTarget restored) {
        Fingerprint fingerprint = dumped.fingerprint();
        return fingerprint.differences(restored.fingerprint(fingerprint));
    }

    private Fingerprint fingerprint() throws IOException {
        return source().dumpTo(OutputStream.nullOutputStream()).fingerprint();
    }

    private byte[] dump() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        source().dumpTo(out);
        return out.toByteArray();
    }

    private void restore(byte[] dump) {
        try (ScratchDatabase scratch = scratchServer().create(DatabaseLocale.C)) {
            scratch.restore(new ByteArrayInputStream(dump));
        }
    }
}
