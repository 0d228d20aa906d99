package dev.seaworthy.backup.database.postgres.program;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The programs of one piece of work, which end together. Safe for use by many threads. */
public final class Children {
    private final List<ChildProcess> running = new ArrayList<>();
    private boolean killed;

    ChildProcess start(ClientProgram program, Login login, List<String> arguments) throws IOException {
        return start(program, login, arguments, line -> false);
    }

    /**
     * Starts one.
     *
     * @param progress whether a line of its standard error only tells of progress
     */
    synchronized ChildProcess start(
            ClientProgram program, Login login, List<String> arguments, Predicate<String> progress) throws IOException {
        if (killed) {
            throw new IOException(program + " was not started, since what it is part of has ended");
        }
        ChildProcess child = ChildProcess.start(program, login, arguments, progress);
        running.removeIf(other -> !other.isAlive());
        running.add(child);
        return child;
    }

    /** Ends those that run, for another thread than those that read from them, and lets no other begin. */
    public synchronized void kill() {
        killed = true;
        running.forEach(ChildProcess::kill);
    }
}
