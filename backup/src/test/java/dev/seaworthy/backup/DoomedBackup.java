package dev.seaworthy.backup;

import dev.seaworthy.backup.database.DatabaseSource;
import dev.seaworthy.backup.database.postgres.PostgresConnection;
import dev.seaworthy.backup.database.postgres.PostgresSource;
import dev.seaworthy.backup.encryption.Recipient;
import dev.seaworthy.backup.store.DirectoryStore;
import dev.seaworthy.backup.store.EmbeddedS3;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.S3Store;
import dev.seaworthy.backup.store.Upload;
import dev.seaworthy.core.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** One backup, in a process of its own, which stands still at a moment, to be killed there. */
final class DoomedBackup {
    /** Stands still nowhere. */
    static final String NEVER = "never";

    /** Stands still before it asks the database anything. */
    static final String AT_BEGIN = "begin";

    private final Path reached;

    private DoomedBackup(Path reached) {
        this.reached = reached;
    }

    /** Where it says that it stands still. */
    static Path reached(Path folder) {
        return folder.resolve("reached");
    }

    public static void main(String[] arguments) {
        Iterator<String> next = List.of(arguments).iterator();
        Path folder = Path.of(next.next());
        System.setProperty("java.io.tmpdir", folder.toString());
        new DoomedBackup(reached(folder)).run(next);
    }

    private void run(Iterator<String> next) {
        String bucket = next.next();
        int port = Integer.parseInt(next.next());
        PostgresConnection connection = new PostgresConnection(
                next.next(), Integer.parseInt(next.next()), next.next(), next.next(), Secret.of(next.next()));
        Recipient recipient = Recipient.of(next.next());
        String moment = next.next();
        long bytes = Long.parseLong(next.next());
        BackupManager.builder()
                .store(new Halting(store(port, bucket), moment))
                .database(out -> source(moment, bytes, connection).dumpTo(out))
                .encryptTo(recipient)
                .build()
                .backUpDatabase();
    }

    private static ObjectStore store(int port, String bucket) {
        return port == 0
                ? DirectoryStore.of(Path.of(bucket))
                : S3Store.builder(
                                EmbeddedS3.builder(port)
                                        .httpClient(UrlConnectionHttpClient.create())
                                        .build(),
                                bucket)
                        .partBytes(5 * 1024 * 1024)
                        .build();
    }

    private DatabaseSource source(String moment, long bytes, PostgresConnection connection) {
        return out -> {
            if (moment.equals(AT_BEGIN)) {
                standStill();
            }
            return PostgresSource.of(connection).dumpTo(new AtByte(out, bytes, this::standStill));
        };
    }

    private void standStill() {
        try {
            Files.createFile(reached);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        while (true) {
            LockSupport.park();
        }
    }

    /** Stands still before or after the commit of a key that ends like this: {@code before manifest.json}. */
    private final class Halting extends OtherStore {
        private final String moment;

        Halting(ObjectStore store, String moment) {
            super(store);
            this.moment = moment;
        }

        @Override
        public Upload upload(String key) {
            Upload upload = super.upload(key);
            return new Upload() {
                @Override
                public OutputStream stream() {
                    return upload.stream();
                }

                @Override
                public void commit() {
                    standStillAt("before ", key);
                    upload.commit();
                    standStillAt("after ", key);
                }

                @Override
                public void close() {
                    upload.close();
                }
            };
        }

        private void standStillAt(String when, String key) {
            if (moment.startsWith(when) && key.endsWith(moment.substring(when.length()))) {
                standStill();
            }
        }
    }
}
