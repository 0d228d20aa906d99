package dev.seaworthy.backup.database.postgres.program;

import dev.seaworthy.core.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/**
 * What a child process says on its standard error: read while it runs, or it would block; the end of it kept, without
 * the lines that only tell of progress; the password masked.
 */
final class ErrorText {
    private static final int LIMIT = 16 * 1024;
    private static final int LONGEST_LINE = 4 * 1024;
    private static final String CUT_OFF = "(not read to its end)";
    private static final int JOIN_MILLIS = 5_000;

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder line = new StringBuilder();
    private final Secret password;
    private final Predicate<String> progress;
    private final Thread reader;

    ErrorText(InputStream stderr, String program, Secret password, Predicate<String> progress) {
        this.password = password;
        this.progress = progress;
        this.reader = new Thread(() -> read(stderr), "seaworthy-" + program + "-stderr");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(InputStream stderr) {
        try (Reader in = new InputStreamReader(stderr, StandardCharsets.UTF_8)) {
            char[] buffer = new char[1024];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                take(new String(buffer, 0, count));
            }
        } catch (IOException e) {
            take(CUT_OFF);
        }
        endLine("");
    }

    private void take(String more) {
        more.chars().forEach(character -> {
            if (character == '\n' || line.length() == LONGEST_LINE) {
                endLine(Character.toString(character));
            } else {
                line.append((char) character);
            }
        });
    }

    private void endLine(String end) {
        if (!progress.test(line.toString())) {
            keep(line + end);
        }
        line.setLength(0);
    }

    private synchronized void keep(String more) {
        text.append(more);
        text.delete(0, Math.max(0, text.length() - LIMIT));
    }

    /** All of it, once the process has ended. */
    String whole() throws InterruptedException {
        reader.join(JOIN_MILLIS);
        return redacted();
    }

    private synchronized String redacted() {
        String secret = password.reveal();
        return secret.isEmpty() ? text.toString() : text.toString().replace(secret, Secret.MASK);
    }
}
