package dev.seaworthy.backup.database.postgres;

import java.io.ByteArrayOutputStream;

/** Keeps what is written, and does something once, before the first byte. */
final class AtFirstWrite extends ByteArrayOutputStream {
    private final Runnable action;

    AtFirstWrite(Runnable action) {
        this.action = action;
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        if (size() == 0) {
            action.run();
        }
        super.write(bytes, offset, length);
    }
}
