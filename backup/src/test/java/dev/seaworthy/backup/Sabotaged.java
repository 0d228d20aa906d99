package dev.seaworthy.backup;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Passes a dump on, and strikes once in its middle. */
final class Sabotaged extends FilterOutputStream {
    private static final long MIDDLE = 22_000_000;

    private final Sabotage sabotage;
    private final Runnable before;
    private long passed;
    private boolean struck;

    Sabotaged(OutputStream out, Sabotage sabotage, Runnable before) {
        super(out);
        this.sabotage = sabotage;
        this.before = before;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        passed += length;
        if (passed > MIDDLE && !struck) {
            struck = true;
            before.run();
            sabotage.strike();
        }
    }
}
