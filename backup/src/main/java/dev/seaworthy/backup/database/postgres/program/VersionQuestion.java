package dev.seaworthy.backup.database.postgres.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** What a program prints of its version; nothing if it cannot run or hangs. */
final class VersionQuestion {
    private static final int PATIENCE_SECONDS = 5;

    private VersionQuestion() {}

    static ClientProgram ask(Path program) {
        try {
            return ClientProgram.parse(program, printed(program));
        } catch (IOException e) {
            return ClientProgram.parse(program, "");
        }
    }

    /** By a file, since what a program leaves running could hold a pipe open. */
    private static String printed(Path program) throws IOException {
        Path output = Files.createTempFile("seaworthy-version-", "");
        try {
            return endsInTime(program, output) ? new String(Files.readAllBytes(output), StandardCharsets.UTF_8) : "";
        } finally {
            Files.delete(output);
        }
    }

    private static boolean endsInTime(Path program, Path output) throws IOException {
        Process process = new ProcessBuilder(program.toString(), "--version")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process.getOutputStream().close();
        process.onExit()
                .completeOnTimeout(process, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        boolean ended = !process.isAlive();
        process.destroyForcibly();
        return ended;
    }
}
