package dev.seaworthy.backup;

import dev.seaworthy.backup.content.Envelope;
import dev.seaworthy.backup.database.DatabaseSource;
import dev.seaworthy.backup.database.RestoreTarget;
import dev.seaworthy.backup.database.ScratchServer;
import dev.seaworthy.backup.encryption.Compression;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.encryption.Recipient;
import dev.seaworthy.backup.id.TimeIds;
import dev.seaworthy.backup.interrupt.TimeLimit;
import dev.seaworthy.backup.manifest.Manifests;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.core.SeaworthyException;
import dev.seaworthy.core.failure.Problems;
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
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Backs up a database, and proves that the backup restores. Safe for use by many threads.
 *
 * <p><b>Guarantees</b>: a backup is listed only once all of it is stored; what fails on the way leaves nothing; only
 * the recipients' private keys open it; it opens without Seaworthy, by {@code age -d -i KEY | zstd -d | pg_restore}.
 * What a killed process leaves is discarded by a later run, once it is older than {@link Builder#abandonedAfter}. An
 * operation whose thread is interrupted, or whose {@link Builder#timeout} is over, ends with a {@link BackupException},
 * and leaves no object, upload, child process, session or scratch database. Only where the store did not answer to the
 * last write, that of the manifest, the dump stays for a later run to discard, since the backup may yet come to be.
 *
 * <p><b>Not covered</b>: schedules and retention.
 */
public final class BackupManager {
    private final DatabaseBackup databaseBackup;
    private final StoredBackups stored;
    private final Catalog catalog;
    private final Leftovers leftovers;
    private final Listeners listeners;
    private final TimeIds ids;
    private final Duration abandonedAfter;
    private final Duration timeout;
    private final InstantSource clock;

    private BackupManager(ObjectStore store, DatabaseSource database, Builder builder) {
        this.clock = builder.clock;
        this.ids = new TimeIds(builder.random);
        this.abandonedAfter = builder.abandonedAfter;
        this.timeout = builder.timeout();
        Manifests manifests = new Manifests(store);
        this.catalog = new Catalog(manifests);
        this.listeners = new Listeners(builder.listeners);
        this.leftovers = new Leftovers(store, manifests);
        this.databaseBackup = new DatabaseBackup(
                store, manifests, database, Envelope.sealed(builder.compression, builder.recipients), listeners, clock);
        this.stored = new StoredBackups(store, manifests, timeout, listeners, clock);
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Dumps the database into the store, and returns once the backup exists.
     *
     * @throws BackupException if it does not exist, for want of time too; its cause is a
     *     {@link dev.seaworthy.backup.store.CommitInDoubtException} if it may yet come to be
     */
    public BackupReport backUpDatabase() {
        Instant start = clock.instant();
        String id = ids.next(start);
        try (TimeLimit limit = TimeLimit.start(timeout)) {
            leftovers.discard(start.minus(abandonedAfter));
            try {
                BackupReport report = BackupReport.of(databaseBackup.run(id, start));
                listeners.happened(new BackupEvent.Made(report));
                return report;
            } catch (IOException | SeaworthyException e) {
                String reason =
                        limit.end().map(end -> end + ": " + e.getMessage()).orElse(String.valueOf(e.getMessage()));
                Duration lasted = Duration.between(start, clock.instant());
                listeners.happened(new BackupEvent.Failed(id, reason, lasted));
                throw new BackupException(id, "Backup " + id + " was not made: " + reason, e);
            }
        }
    }

    /**
     * All backups, newest first, but the {@link #unreadable()}.
     *
     * @throws StoreException if the store cannot be read
     */
    public List<BackupReport> list() {
        return catalog.reports().toList();
    }

    /**
     * The newest backup, of which alone it reads the manifest.
     *
     * @throws StoreException if the store cannot be read
     */
    public Optional<BackupReport> newest() {
        return catalog.reports().findFirst();
    }

    /**
     * How long ago the newest backup was begun; empty if there is none. For health checks and alerts.
     *
     * @throws StoreException if the store cannot be read
     */
    public Optional<Duration> age() {
        return newest().map(report -> Duration.between(report.createdAt(), clock.instant()));
    }

    /**
     * The ids of what has the name of a backup and a manifest that cannot be read, garbage or damaged; newest first.
     * {@link #list()}, {@link #newest()} and {@link #age()} pass over them.
     *
     * @throws StoreException if the store cannot be read
     */
    public List<String> unreadable() {
        return catalog.unreadable();
    }

    /**
     * Reads the stored bytes of a backup, and compares them with what was stored; needs no private key, and so cannot
     * say whether they open.
     *
     * @throws BackupException if there is no such backup, or it could not be ended in time
     * @throws StoreException if its manifest cannot be read
     */
    public Verification verify(String id) {
        return stored.verify(id);
    }

    /**
     * Reads a backup, decrypts and decompresses it, and compares the result with what was dumped, without restoring it.
     *
     * @param identity a private key of one of the recipients
     * @throws BackupException if there is no such backup, or it could not be ended in time
     * @throws StoreException if its manifest cannot be read
     */
    public Verification verify(String id, Identity identity) {
        return stored.verify(id, identity);
    }

    /**
     * What belonged to the server and not to the database: roles without their passwords, memberships and tablespaces,
     * as SQL for {@code psql}, to be read before it is run.
     *
     * @param identity a private key of one of the recipients
     * @throws BackupException if there is no such backup, it was made without them, or they cannot be read or opened
     * @throws StoreException if its manifest cannot be read
     */
    public String globals(String id, Identity identity) {
        return stored.globals(id, identity);
    }

    /**
     * Restores a backup into a scratch database, compares every table, sequence and large object with what was dumped,
     * asks the checks if all of that is equal, and drops the database.
     *
     * @param identity a private key of one of the recipients
     * @throws BackupException if there is no such backup, or it could not be ended in time
     * @throws StoreException if its manifest cannot be read; a dump that cannot be read is a verdict
     */
    public RestoreVerdict testRestore(String id, Identity identity, ScratchServer server, RestoreCheck... checks) {
        return stored.testRestore(id, identity, server, List.of(checks));
    }

    /**
     * Restores a backup to stay, and compares it with what was dumped. It takes the time that it takes: only an
     * interrupt of its thread ends it before.
     *
     * @param identity a private key of one of the recipients
     * @return what came back
     * @throws BackupException if there is no such backup, the target refuses it, not all of it came back as it was, or
     *     it is restored and could not be compared, which the message says
     * @throws StoreException if its manifest cannot be read
     */
    public RestoreVerdict.Proven restore(String id, Identity identity, RestoreTarget target) {
        return stored.restore(id, identity, target);
    }

    /** Builds a manager. Store, database and at least one recipient are required. */
    public static final class Builder {
        private static final Duration LEAST_GRACE = Duration.ofHours(1);
        private static final Duration LEAST_TIMEOUT = Duration.ofMillis(1);

        private final List<Recipient> recipients = new ArrayList<>();
        private final List<BackupListener> listeners = new ArrayList<>();
        private @Nullable ObjectStore store;
        private @Nullable DatabaseSource database;
        private Compression compression = Compression.DEFAULT;
        private Duration abandonedAfter = Duration.ofDays(1);
        private @Nullable Duration timeout;
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
         * How the dump is compressed; by {@link Compression#DEFAULT}, level 3 in one thread, if not said. More threads
         * serve where the dump comes faster than one compresses, which at level 3 is some 300 MB in a second.
         * Encryption takes as many threads as it needs, up to four.
         */
        public Builder compression(Compression value) {
            this.compression = Objects.requireNonNull(value, "compression");
            return this;
        }

        /**
         * When an upload, or a dump without its manifest, counts as left by a killed process: 24 hours after its
         * beginning if not said. Give more than the longest backup takes, and than clocks of nodes differ.
         */
        public Builder abandonedAfter(Duration value) {
            this.abandonedAfter = Objects.requireNonNull(value, "abandonedAfter");
            return this;
        }

        /**
         * How long a backup, a verification or a test restore may take, but no restore that stays: half of
         * {@link #abandonedAfter} if not said, so 12 hours. Then its thread is interrupted. A request that a store does
         * not answer ends by its client's own timeout.
         */
        public Builder timeout(Duration value) {
            this.timeout = Objects.requireNonNull(value, "timeout");
            return this;
        }

        private Duration timeout() {
            return timeout == null ? abandonedAfter.dividedBy(2) : timeout;
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
         * @throws IllegalArgumentException that names all that is wrong: what is missing, and times with which a run
         *     could be swept while it goes on
         */
        public BackupManager build() {
            Problems problems = new Problems();
            problems.unless(store != null, "it lacks store");
            problems.unless(database != null, "it lacks database");
            problems.unless(!recipients.isEmpty(), "it lacks encryptTo");
            problems.unless(
                    abandonedAfter.compareTo(LEAST_GRACE) >= 0,
                    "abandonedAfter is " + abandonedAfter + "; give an hour or more");
            problems.unless(
                    timeout().compareTo(LEAST_TIMEOUT) >= 0,
                    "timeout is " + timeout() + "; give a millisecond or more");
            problems.unless(
                    timeout().compareTo(abandonedAfter) < 0,
                    "timeout is " + timeout() + " and abandonedAfter " + abandonedAfter
                            + ": another node would discard a run that goes on; give a shorter timeout or a longer"
                            + " abandonedAfter");
            problems.refuse("BackupManager");
            return new BackupManager(Objects.requireNonNull(store), Objects.requireNonNull(database), this);
        }
    }
}
