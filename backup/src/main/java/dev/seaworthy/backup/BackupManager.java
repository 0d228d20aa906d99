package dev.seaworthy.backup;

import dev.seaworthy.backup.database.DatabaseSource;
import dev.seaworthy.backup.database.RestoreTarget;
import dev.seaworthy.backup.database.ScratchServer;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.encryption.Recipient;
import dev.seaworthy.backup.manifest.Manifest;
import dev.seaworthy.backup.manifest.Manifests;
import dev.seaworthy.backup.store.MissingObjectException;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.core.SeaworthyException;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Backs up a database, and proves that the backup restores. Safe for use by many threads.
 *
 * <p><b>Guarantees</b>: a backup is listed only once all of it is stored; what fails on the way leaves nothing; only
 * the recipients' private keys open it; it opens without Seaworthy, by {@code age -d -i KEY | zstd -d | pg_restore}.
 *
 * <p><b>Not covered</b>: schedules, retention, and the leftovers of a process that was killed.
 */
public final class BackupManager {
    private final Manifests manifests;
    private final DatabaseBackup databaseBackup;
    private final ObjectStore store;
    private final BackupIds ids;
    private final InstantSource clock;

    private BackupManager(ObjectStore store, DatabaseSource database, Builder builder) {
        this.clock = builder.clock;
        this.ids = new BackupIds(builder.random);
        this.manifests = new Manifests(store);
        this.databaseBackup = new DatabaseBackup(store, manifests, database, builder.recipients, clock);
        this.store = store;
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Dumps the database into the store, and returns once the backup exists.
     *
     * @throws BackupException if it does not exist; nothing of it is left then
     */
    public BackupReport backUpDatabase() {
        Instant start = clock.instant();
        String id = ids.next(start);
        try {
            return BackupReport.of(databaseBackup.run(id, start));
        } catch (IOException | SeaworthyException e) {
            throw new BackupException(id, "Backup " + id + " was not made: " + e.getMessage(), e);
        }
    }

    /**
     * All backups, newest first.
     *
     * @throws StoreException if the store or one of its manifests cannot be read
     */
    public List<BackupReport> list() {
        return reports().toList();
    }

    /**
     * The newest backup, of which alone it reads the manifest.
     *
     * @throws StoreException if the store or that manifest cannot be read
     */
    public Optional<BackupReport> newest() {
        return reports().findFirst();
    }

    private Stream<BackupReport> reports() {
        return manifests.ids().stream()
                .map(manifests::find)
                .flatMap(Optional::stream)
                .map(BackupReport::of);
    }

    /**
     * Restores a backup into a scratch database, compares every table, sequence and large object with what was dumped,
     * asks the checks if all of that is equal, and drops the database.
     *
     * @param identity a private key of one of the recipients
     * @throws BackupException if there is no such backup
     * @throws StoreException if its manifest cannot be read; a dump that cannot be read is a verdict
     */
    public RestoreVerdict testRestore(String id, Identity identity, ScratchServer server, RestoreCheck... checks) {
        Manifest manifest = manifest(id);
        Restoring restoring = new Restoring(store, clock, manifest, identity);
        return new RestoreTest(restoring, clock, List.of(checks)).run(manifest.fingerprint(), server);
    }

    /**
     * Restores a backup to stay, and compares it with what was dumped.
     *
     * @param identity a private key of one of the recipients
     * @return what came back
     * @throws BackupException if there is no such backup, the target refuses it, or not all of it came back as it was
     * @throws StoreException if its manifest cannot be read
     */
    public RestoreVerdict.Proven restore(String id, Identity identity, RestoreTarget target) {
        RestoreVerdict verdict = new Restoring(store, clock, manifest(id), identity).into(target);
        if (verdict instanceof RestoreVerdict.Proven proven) {
            return proven;
        }
        throw new BackupException(id, "Backup " + id + " was not restored as it was: " + reason(verdict), null);
    }

    private static String reason(RestoreVerdict verdict) {
        if (verdict instanceof RestoreVerdict.Failed failed) {
            return failed.message();
        }
        return verdict instanceof RestoreVerdict.Differs differs
                ? String.join("; ", differs.differences())
                : verdict.toString();
    }

    private Manifest manifest(String id) {
        try {
            return manifests.read(id);
        } catch (MissingObjectException e) {
            throw new BackupException(id, "There is no backup " + id + ": see list()", e);
        }
    }

    /** Builds a manager. Store, database and at least one recipient are required. */
    public static final class Builder {
        private final List<Recipient> recipients = new ArrayList<>();
        private @Nullable ObjectStore store;
        private @Nullable DatabaseSource database;
        private InstantSource clock = InstantSource.system();
        private RandomGenerator random = new SecureRandom();

        private Builder() {}

        /** Where the backups are kept. */
        public Builder store(ObjectStore value) {
            this.store = Objects.requireNonNull(value, "store");
            return this;
        }

        /** What is backed up. */
        public Builder database(DatabaseSource value) {
            this.database = Objects.requireNonNull(value, "database");
            return this;
        }

        /** Who can open the backups: each recipient alone, when it is called for several. */
        public Builder encryptTo(Recipient value) {
            recipients.add(Objects.requireNonNull(value, "encryptTo"));
            return this;
        }

        /** The time of day; the system's by default. */
        public Builder clock(InstantSource value) {
            this.clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /** What makes ids differ on nodes that start at once; a {@link SecureRandom} by default. */
        public Builder random(RandomGenerator value) {
            this.random = Objects.requireNonNull(value, "random");
            return this;
        }

        /**
         * A manager of these parts.
         *
         * @throws IllegalArgumentException that names all missing parts
         */
        public BackupManager build() {
            if (store == null || database == null || recipients.isEmpty()) {
                throw new IllegalArgumentException("BackupManager lacks " + String.join(", ", missing()));
            }
            return new BackupManager(store, database, this);
        }

        private List<String> missing() {
            List<String> missing = new ArrayList<>();
            if (store == null) {
                missing.add("store");
            }
            if (database == null) {
                missing.add("database");
            }
            if (recipients.isEmpty()) {
                missing.add("encryptTo");
            }
            return missing;
        }
    }
}
