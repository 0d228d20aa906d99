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
import dev.seaworthy.backup.manifest.Departures;
import dev.seaworthy.backup.manifest.Manifests;
import dev.seaworthy.backup.manifest.Proofs;
import dev.seaworthy.backup.retention.Holds;
import dev.seaworthy.backup.retention.RetentionPlan;
import dev.seaworthy.backup.retention.RetentionPolicy;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.core.SeaworthyException;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

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
 * <p><b>Not covered</b>: schedules.
 */
public final class BackupManager {
    private final DatabaseBackup databaseBackup;
    private final StoredBackups stored;
    private final Catalog catalog;
    private final Holds holds;
    private final Pruning pruning;
    private final Leftovers leftovers;
    private final Listeners listeners;
    private final TimeIds ids;
    private final Duration abandonedAfter;
    private final Duration timeout;
    private final InstantSource clock;

    private BackupManager(Parts parts) {
        ObjectStore store = parts.store();
        Manifests manifests = new Manifests(store);
        this.clock = parts.clock;
        this.ids = new TimeIds(parts.random);
        this.abandonedAfter = parts.times.abandonedAfter();
        this.timeout = parts.times.timeout();
        this.catalog = new Catalog(manifests);
        this.listeners = new Listeners(parts.listeners);
        this.databaseBackup = new DatabaseBackup(
                store,
                manifests,
                parts.database(),
                Envelope.sealed(parts.compression, parts.recipients),
                listeners,
                clock);
        this.stored = new StoredBackups(store, manifests, timeout, listeners, clock);
        Departures departures = new Departures(store, "departures/" + Manifests.FOLDER, ids, clock);
        this.holds =
                Holds.of(store, Manifests.FOLDER_NAME, id -> !departures.contains(id) && manifests.exists(id), clock);
        this.leftovers = new Leftovers(store, manifests, holds);
        this.pruning = new Pruning(
                store, manifests, new Proofs(parts.drillRecords(), clock), holds, departures, listeners, clock);
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

    /**
     * What {@link #prune} would do, without doing it: it reads all manifests, the marks of {@link #holds()}, the
     * records of drills, and the locks of what would go.
     *
     * @throws StoreException if the store cannot be read
     */
    public RetentionPlan planPrune(RetentionPolicy policy) {
        return pruning.plan(policy);
    }

    /**
     * Deletes the backups that a policy does not keep, the oldest first, each its manifest first, so that no listing
     * shows half a backup. What a failure leaves of a dump is discarded by a later run, as after a killed one. Whoever
     * reads a backup that goes fails with a {@link BackupException}. Two that prune at once do no harm, and none
     * deletes what is made meanwhile, or marked before it goes.
     *
     * <p>A bucket with versions keeps what is deleted as an older version, which {@link BackupEvent.Pruned} counts; a
     * rule of its lifecycle for noncurrent versions makes room.
     *
     * @throws StoreException if the store cannot be read
     * @throws BackupException if a backup could not be deleted; the others are, as far as there was time
     */
    public PruneReport prune(RetentionPolicy policy) {
        try (TimeLimit limit = TimeLimit.start(timeout)) {
            return pruning.run(policy, limit);
        }
    }

    /** Pins and legal holds of these backups, which no policy overrules. */
    public Holds holds() {
        return holds;
    }

    /** Builds a manager. Store, database and at least one recipient are required. */
    public static final class Builder {
        private final Parts parts = new Parts();

        private Builder() {}

        /** Where the backups are kept. */
        public Builder store(ObjectStore value) {
            parts.store = Objects.requireNonNull(value, "store");
            return this;
        }

        /** What is backed up. */
        public Builder database(DatabaseSource value) {
            parts.database = Objects.requireNonNull(value, "database");
            return this;
        }

        /** Where the records of drills are kept, by which a policy knows what is proven, if not in {@link #store}. */
        public Builder drillRecords(ObjectStore value) {
            parts.drillRecords = Objects.requireNonNull(value, "drillRecords");
            return this;
        }

        /** Who can open the backups: each recipient alone, when it is called for several. */
        public Builder encryptTo(Recipient value) {
            parts.recipients.add(Objects.requireNonNull(value, "encryptTo"));
            return this;
        }

        /**
         * How the dump is compressed; by {@link Compression#DEFAULT}, level 3 in one thread, if not said. More threads
         * serve where the dump comes faster than one compresses, which at level 3 is some 300 MB in a second.
         * Encryption takes as many threads as it needs, up to four.
         */
        public Builder compression(Compression value) {
            parts.compression = Objects.requireNonNull(value, "compression");
            return this;
        }

        /**
         * When an upload, or a dump without its manifest, counts as left by a killed process: 24 hours after its
         * beginning if not said. Give more than the longest backup takes, and than clocks of nodes differ.
         */
        public Builder abandonedAfter(Duration value) {
            parts.times.abandonedAfter(value);
            return this;
        }

        /**
         * How long a backup, a verification or a test restore may take, but no restore that stays: half of
         * {@link #abandonedAfter} if not said, so 12 hours. Then its thread is interrupted. A request that a store does
         * not answer ends by its client's own timeout.
         */
        public Builder timeout(Duration value) {
            parts.times.timeout(value);
            return this;
        }

        /** Is told what happens; called for several, each is. */
        public Builder listener(BackupListener value) {
            parts.listeners.add(Objects.requireNonNull(value, "listener"));
            return this;
        }

        /**
         * Times runs, verifications and test restores by their outcome, {@code seaworthy.backup.run}, {@code …verify}
         * and {@code …restore.test}; sums up bytes; tells when the newest backup made and proven by this process was
         * begun; and counts what is pruned, {@code …prune}, with its bytes and the versions that a store keeps.
         */
        @SuppressWarnings("exports") // micrometer is an automatic module: who has a registry requires it
        public Builder metrics(MeterRegistry registry) {
            return listener(new Meters(registry));
        }

        /** The time of day; the system's by default. */
        public Builder clock(InstantSource value) {
            parts.clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /** What makes ids differ on nodes that start at once; a {@link SecureRandom} by default. */
        public Builder random(RandomGenerator value) {
            parts.random = Objects.requireNonNull(value, "random");
            return this;
        }

        /**
         * A manager of these parts.
         *
         * @throws IllegalArgumentException that names all that is wrong: what is missing, and times with which a run
         *     could be swept while it goes on
         */
        public BackupManager build() {
            parts.requireComplete();
            return new BackupManager(parts);
        }
    }
}
