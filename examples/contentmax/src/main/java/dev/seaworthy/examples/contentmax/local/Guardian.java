package dev.seaworthy.examples.contentmax.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A small process that outlives the run by a moment. It waits for the end of its standard input, which the system
 * closes when the run ends, however it ends, and then removes what the run left.
 */
public final class Guardian {
    private final Process process;

    private Guardian(Process process) {
        this.process = process;
    }

    /** Watches over {@code folder} from now on. Signals to the whole group, as Ctrl-C sends, do not end it. */
    public static Guardian over(RunFolder folder) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = List.of(
                "/bin/sh",
                "-c",
                "trap '' HUP INT TERM; exec \"$@\"",
                "guardian",
                java.toString(),
                "-Xmx16m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                classes(),
                Guardian.class.getName(),
                folder.path().toString());
        return new Guardian(new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Completes if the guardian ends, which it does not do of itself while the run lives. */
    public CompletableFuture<?> onExit() {
        return process.onExit();
    }

    static boolean isOne(ProcessHandle other) {
        return other.info().commandLine().orElse("").contains(Guardian.class.getName());
    }

    public static void main(String[] arguments) throws IOException {
        Remains remains = Remains.of(Path.of(arguments[0]));
        while (System.in.read() >= 0) {
            // the run says nothing; the end of its output is the message
        }
        remains.remove();
    }

    private static String classes() {
        return Path.of(java.net.URI.create(Guardian.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString()))
                .toString();
    }
}
