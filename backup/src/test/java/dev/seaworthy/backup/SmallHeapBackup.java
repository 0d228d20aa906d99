package dev.seaworthy.backup;

import dev.seaworthy.backup.database.DatabaseSource;
import dev.seaworthy.backup.database.Dump;
import dev.seaworthy.backup.database.DumpOutput;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.store.EmbeddedS3;
import dev.seaworthy.backup.store.S3Store;
import dev.seaworthy.backup.testing.InMemoryDatabase;
import dev.seaworthy.core.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A service in a process of its own: {@code PORT BUCKET MEBIBYTES STREAMS}, and the private key in the environment.
 * Backs up so much of what no compression makes smaller, opens it again, and ends with 0 if all is well.
 */
final class SmallHeapBackup {
    private static final int MEBIBYTE = 1024 * 1024;

    private SmallHeapBackup() {}

    public static void main(String[] arguments) throws IOException {
        Identity identity = Identity.of(Secret.of(System.getenv().getOrDefault("IDENTITY", "")));
        int mebibytes = Integer.parseInt(arguments[2]);
        try (S3Client s3 = EmbeddedS3.builder(Integer.parseInt(arguments[0]))
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            BackupManager backups = BackupManager.builder()
                    .store(S3Store.of(s3, arguments[1]))
                    .database(noise(mebibytes, Integer.parseInt(arguments[3])))
                    .encryptTo(identity.recipient())
                    .build();
            BackupReport report = backups.backUpDatabase();
            require(report.storedBytes() > (long) mebibytes * MEBIBYTE, "the dump became smaller: " + report);
            Verification verification = backups.verify(report.id(), identity);
            require(verification.isIntact(), verification.toString());
            requireNoTemporaryFile();
        }
    }

    private static DatabaseSource noise(int mebibytes, int streams) {
        return new DatabaseSource() {
            @Override
            public Dump dumpTo(OutputStream out) throws IOException {
                write(mebibytes, out);
                return dumpOfNothing();
            }

            @Override
            public Dump dumpTo(DumpOutput output) throws IOException {
                if (streams == 1) {
                    return DatabaseSource.super.dumpTo(output);
                }
                output.dumpWithoutRows().close();
                for (int stream = 0; stream < streams; stream++) {
                    try (OutputStream out = output.rows("public.t" + stream)) {
                        write(mebibytes / streams, out);
                    }
                }
                return dumpOfNothing();
            }
        };
    }

    private static void write(int mebibytes, OutputStream out) throws IOException {
        Random random = new Random(11);
        byte[] noise = new byte[MEBIBYTE];
        for (int i = 0; i < mebibytes; i++) {
            random.nextBytes(noise);
            out.write(noise);
        }
    }

    private static Dump dumpOfNothing() throws IOException {
        return new InMemoryDatabase().dumpTo(OutputStream.nullOutputStream());
    }

    /** But zstd's library, which its binding unpacks. */
    private static void requireNoTemporaryFile() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            require(
                    files.allMatch(file -> file.getFileName().toString().startsWith("libzstd")),
                    "there is a temporary file");
        }
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalStateException(message);
        }
    }
}
