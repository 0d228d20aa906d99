package dev.seaworthy.backup;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * How far a run is, by all its streams together: told now and then. A thread that is interrupted writes no more. Safe
 * for use by many threads.
 */
final class Progress {
    private static final long STEP = 16L * 1024 * 1024;

    private final String id;
    private final Instant start;
    private final InstantSource clock;
    private final BackupListener listener;
    private long bytes;
    private long next = STEP;

    Progress(String id, Instant start, InstantSource clock, BackupListener listener) {
        this.id = id;
        this.start = start;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Counts what passes.
     *
     * @param table whose rows pass at that moment
     */
    OutputStream of(OutputStream out, Supplier<String> table) {
        return new Counted(out, table);
    }

    private synchronized void passed(int count, String table) {
        bytes += count;
        if (bytes >= next) {
            next = bytes + STEP;
            listener.happened(new BackupEvent.Progressed(id, bytes, Duration.between(start, clock.instant()), table));
        }
    }

    private final class Counted extends FilterOutputStream {
        private final Supplier<String> table;

        Counted(OutputStream out, Supplier<String> table) {
            super(out);
            this.table = table;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("The thread that writes was interrupted");
            }
            out.write(source, offset, length);
            passed(length, table.get());
        }
    }
}
