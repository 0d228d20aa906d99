package dev.seaworthy.backup.database;

import java.io.IOException;
import java.io.OutputStream;

final class FailingOutput extends OutputStream {
    private final IOException failure;

    FailingOutput(IOException failure) {
        this.failure = failure;
    }

    @Override
    public void write(int value) throws IOException {
        throw failure;
    }
}
