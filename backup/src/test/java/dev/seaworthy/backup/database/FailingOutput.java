package dev.seaworthy.backup.database;

import java.io.IOException;
import java.io.OutputStream;

public final class FailingOutput extends OutputStream {
    private final IOException failure;

    public FailingOutput(IOException failure) {
        this.failure = failure;
    }

    @Override
    public void write(int value) throws IOException {
        throw failure;
    }
}
