package dev.seaworthy.backup;

import java.io.IOException;
import java.util.List;

/** Signals to the client programs that this process runs. */
final class Signals {
    private Signals() {}

    /** The children of this process that run a program. */
    static List<ProcessHandle> children(String program) {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("/" + program))
                .toList();
    }

    /** Keeps them from doing anything, as a machine that hangs would. */
    static void stop(String program) {
        children(program).forEach(child -> send("STOP", child));
    }

    private static void send(String signal, ProcessHandle child) {
        try {
            new ProcessBuilder("kill", "-" + signal, String.valueOf(child.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
