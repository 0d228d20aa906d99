package dev.seaworthy.examples.benchmarks.backup;

import dev.seaworthy.backup.database.DatabaseSource;
import dev.seaworthy.backup.database.Dump;
import dev.seaworthy.backup.database.DumpException;
import dev.seaworthy.backup.fingerprint.DatabaseLocale;
import dev.seaworthy.backup.fingerprint.Fingerprint;
import dev.seaworthy.backup.fingerprint.LargeObjects;
import dev.seaworthy.backup.fingerprint.RowHash;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.TreeMap;

/** {@code pg_dump} without a fingerprint beside it: the work of the pipeline, and no more. */
final class BareDump implements DatabaseSource {
    private static final int BUFFER = 64 * 1024;

    private final int port;
    private final String database;

    BareDump(int port, String database) {
        this.port = port;
        this.database = database;
    }

    @Override
    public Dump dumpTo(OutputStream out) throws IOException {
        Process process = new ProcessBuilder(
                        "pg_dump",
                        "-h",
                        "127.0.0.1",
                        "-p",
                        String.valueOf(port),
                        "-U",
                        "postgres",
                        "-Fc",
                        "-Z0",
                        database)
                .redirectError(Redirect.INHERIT)
                .start();
        copy(process.getInputStream(), out);
        try {
            if (process.waitFor() != 0) {
                throw new DumpException("pg_dump failed", null);
            }
        } catch (InterruptedException e) {
            throw new DumpException("interrupted", e);
        }
        return new Dump(nothing(), Duration.ZERO, "", "pg_dump");
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            out.write(buffer, 0, count);
        }
    }

    private static Fingerprint nothing() {
        return new Fingerprint(
                RowHash.HASHTEXT,
                "",
                new TreeMap<>(),
                new TreeMap<>(),
                LargeObjects.NONE,
                new TreeMap<>(),
                new TreeMap<>(),
                DatabaseLocale.C);
    }
}
