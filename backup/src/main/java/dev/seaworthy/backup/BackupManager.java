package dev.seaworthy.backup;

import dev.seaworthy.backup.content.Content;
import dev.seaworthy.backup.database.DatabaseSource;
import dev.seaworthy.backup.database.RestoreTarget;
import dev.seaworthy.backup.database.ScratchServer;
import dev.seaworthy.backup.encryption.Compression;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.encryption.Recipient;
import dev.seaworthy.backup.manifest.Manifest;
import dev.seaworthy.backup.manifest.Manifests;
import dev.seaworthy.backup.store.MissingObjectException;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.core.SeaworthyException;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Backs up a database, and proves that the backup restores. Safe for use by many threads.
 *
 * <p><b>Guarantees</b>: a backup is listed only once all of it is stored; what fails on the way leaves nothing; only
 * the recipients' private keys open it; it opens without Seaworthy, by {@code age -d -i KEY | zstd -d | pg_restore}.
 * What a killed process leaves is discarded by a later run, once it is older than {@link Builder#abandonedAfter}.
 *
 * <p><b>Not covered</b>: schedules and retention.
 */
public final class BackupManager {
    private final Manifests manifests;
    private final DatabaseBackup databaseBackup;
    private final ObjectStore store;
    private final Verifier verifier;
    private final Leftovers leftovers;
    private final Listeners listeners;
    private final BackupIds ids;
    private final Duration abandonedAfter;
    private final InstantSource clock;

    private BackupManager(ObjectStore store, DatabaseSource database, Builder builder) {
        this.clock = builder.clock;
        this.ids = new BackupIds(builder.random);
        this.abandonedAfter = builder.abandonedAfter;
        this.manifests = new Manifests(store);
        this.listeners = new Listeners(builder.listeners);
        this.leftovers = new Leftovers(store, manifests);
        this.databaseBackup = new DatabaseBackup(
                store, manifests, database, builder.compression, builder.recipients, listeners, clock);
        this.verifier = new Verifier(store, clock);
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
        leftovers.discard(start.minus(abandonedAfter));
        String id = ids.next(start);
        try {
            BackupReport report = BackupReport.of(databaseBackup.run(id, start));
            listeners.happened(new BackupEvent.Made(report));
            return report;
        } catch (IOException | SeaworthyException e) {
            listeners.happened(new BackupEvent.Failed(id, String.valueOf(e.getMessage()), since(start)));
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

    /**
     * How long ago the newest backup was begun; empty if there is none. For health checks and alerts.
     *
     * @throws StoreException if the store or its manifest cannot be read
     */
    public Optional<Duration> age() {
        return newest().map(report -> Duration.between(report.createdAt(), clock.instant()));
    }

    private Stream<BackupReport> reports() {
        return manifests.ids().stream()
                .map(manifests::find)
                .flatMap(Optional::stream)
                .map(BackupReport::of);
    }

    /**
     * Reads the stored bytes of a backup, and compares them with what was stored; needs no private key, and so cannot
     * say whether they open.
     *
     * @throws BackupException if there is no such backup
     * @throws StoreException if its manifest cannot be read
     */
    public Verification verify(String id) {
        return verified(id, verifier::stored);
    }

    /**
     * Reads a backup, decrypts and decompresses it, and compares the result with what was dumped, without restoring it.
     *
     * @param identity a private key of one of the recipients
     * @throws BackupException if there is no such backup
     * @throws StoreException if its manifest cannot be read
     */
    public Verification verify(String id, Identity identity) {
        return verified(id, content -> verifier.opened(content, identity));
    }

    private Verification verified(String id, Function<Content, Verification> verify) {
        Content content = manifest(id).content();
        Instant start = clock.instant();
        Verification verification = verify.apply(content);
        listeners.happened(new BackupEvent.Verified(id, verification, since(start)));
        return verification;
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
        Instant start = clock.instant();
        Restoring restoring = new Restoring(store, clock, manifest, identity);
        RestoreVerdict verdict = new RestoreTest(restoring, clock, List.of(checks)).run(manifest.fingerprint(), server);
        listeners.happened(new BackupEvent.Tested(id, verdict, since(start)));
        return verdict;
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

    private Duration since(Instant start) {
        return Duration.between(start, clock.instant());
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
        private static final Duration LEAST_GRACE = Duration.ofHours(1);

        private final List<Recipient> recipients = new ArrayList<>();
        private final List<BackupListener> listeners = new ArrayList<>();
        private @Nullable ObjectStore store;
        private @Nullable DatabaseSource database;
        private Compression compression = Compression.DEFAULT;
        private Duration abandonedAfter = Duration.ofDays(1);
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

        /**
         * How the dump is compressed; by {@link Compression#DEFAULT}, level 3 in one thread, if not said. Encryption
         * takes as many threads as it needs, up to four.
         *
         * @param level of zstd, from 1, the fastest, to 19, the smallest
         * @param threads how many compress at once, 1 to 64: more than one where the dump comes faster than one
         *     compresses, which at level 3 is some 300 MB in a second
         */
        public Builder compression(int level, int threads) {
            this.compression = new Compression(level, threads);
            return this;
        }

        /**
         * When an upload, or a dump without its manifest, counts as left by a killed process: 24 hours after its
         * beginning if not said. Give more than the longest backup takes, and than clocks of nodes differ.
         */
        public Builder abandonedAfter(Duration value) {
            if (value.compareTo(LEAST_GRACE) < 0) {
                throw new IllegalArgumentException("abandonedAfter is " + value + "; give an hour or more");
            }
            this.abandonedAfter = value;
            return this;
        }

        /** Is told what happens; called for several, each is. */
        public Builder listener(BackupListener value) {
            listeners.add(Objects.requireNonNull(value, "listener"));
            return this;
        }

        /**
         * Times runs, verifications and test restores by their outcome, {@code seaworthy.backup.run}, {@code …verify}
         * and {@code …restore.test}; sums up bytes; and tells when the newest backup made and proven by this process
         * was begun.
         */
        @SuppressWarnings("exports") // micrometer is an automatic module: who has a registry requires it
        public Builder metrics(MeterRegistry registry) {
            return listener(new Meters(registry));
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
