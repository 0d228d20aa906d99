package dev.seaworthy.backup.database.postgres.program;

import dev.seaworthy.core.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/**
 * What a child process says on its standard error: read while it runs, or it would block; the end of it kept; the
 * password masked.
 */
final class ErrorText {
    private static final int LIMIT = 16 * 1024;
    private static final String CUT_OFF = "(not read to its end)";
    private static final int JOIN_MILLIS = 5_000;

    private final StringBuilder text = new StringBuilder();
    private final Secret password;
    private final Thread reader;

    ErrorText(InputStream stderr, String program, Secret password) {
        this.password = password;
        this.reader = new Thread(() -> read(stderr), "seaworthy-" + program + "-stderr");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(InputStream stderr) {
        try (Reader in = new InputStreamReader(stderr, StandardCharsets.UTF_8)) {
            char[] buffer = new char[1024];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                keep(new String(buffer, 0, count));
            }
        } catch (IOException e) {
            keep(CUT_OFF);
        }
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
