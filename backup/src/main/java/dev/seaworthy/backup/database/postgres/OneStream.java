package dev.seaworthy.backup.database.postgres;

import dev.seaworthy.backup.database.DumpOutput;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A dump that goes into one stream, which stays open. */
final class OneStream implements DumpOutput {
    private final OutputStream out;

    OneStream(OutputStream out) {
        this.out = out;
    }

    @Override
    public OutputStream dump() {
        return new FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                flush();
            }
        };
    }

    @Override
    public OutputStream rows(String table) {
        throw new UnsupportedOperationException("There is one stream, and " + table + " wants its own");
    }
}
