package dev.seaworthy.backup.database.postgres;

import dev.seaworthy.backup.database.DumpOutput;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Opens no stream before its first byte: a dump that fails before has begun nothing, and may begin anew. */
final class LazyOutput implements DumpOutput {
    private final DumpOutput output;
    private volatile boolean begun;

    LazyOutput(DumpOutput output) {
        this.output = output;
    }

    /** Whether anything was opened, which cannot be taken back. */
    boolean isBegun() {
        return begun;
    }

    @Override
    public OutputStream dump() {
        return new Lazy(output::dump);
    }

    @Override
    public OutputStream dumpWithoutRows() {
        return new Lazy(output::dumpWithoutRows);
    }

    @Override
    public OutputStream rows(String table) {
        return new Lazy(() -> output.rows(table));
    }

    @Override
    public void comesNext(String table) {
        output.comesNext(table);
    }

    private interface Opening {
        OutputStream open() throws IOException;
    }

    private final class Lazy extends OutputStream {
        private final Opening opening;
        private @Nullable OutputStream opened;

        Lazy(Opening opening) {
            this.opening = opening;
        }

        private OutputStream opened() throws IOException {
            OutputStream there = opened;
            if (there == null) {
                begun = true;
                there = opening.open();
                opened = there;
            }
            return there;
        }

        @Override
        public void write(int value) throws IOException {
            opened().write(value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            opened().write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            if (opened != null) {
                opened.flush();
            }
        }

        @Override
        public void close() throws IOException {
            if (opened != null) {
                opened.close();
            }
        }
    }
}
