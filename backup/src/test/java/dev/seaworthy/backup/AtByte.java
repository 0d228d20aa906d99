package dev.seaworthy.backup;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Passes on what is written, and does something once, when so many bytes have passed. */
final class AtByte extends FilterOutputStream {
    private final long moment;
    private final Runnable action;
    private long passed;
    private boolean done;

    AtByte(OutputStream out, long moment, Runnable action) {
        super(out);
        this.moment = moment;
        this.action = action;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        passed += length;
        if (passed >= moment && !done) {
            done = true;
            action.run();
        }
    }
}
