package dev.seaworthy.backup.database;

import java.io.InputStream;

public final class FailingInput extends InputStream {
    private final RuntimeException failure;

    public FailingInput(RuntimeException failure) {
        this.failure = failure;
    }

    @Override
    public int read() {
        throw failure;
    }
}
