package dev.seaworthy.backup.database;

import java.io.InputStream;

final class FailingInput extends InputStream {
    private final RuntimeException failure;

    FailingInput(RuntimeException failure) {
        this.failure = failure;
    }

    @Override
    public int read() {
        throw failure;
    }
}
