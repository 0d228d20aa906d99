package dev.seaworthy.backup.objects;

import dev.seaworthy.backup.BackupException;
import dev.seaworthy.backup.encryption.Compression;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.encryption.Recipient;
import dev.seaworthy.backup.interrupt.TimeLimit;
import dev.seaworthy.backup.objects.reading.SnapshotReader;
import dev.seaworthy.backup.objects.repository.Snapshot;
import dev.seaworthy.backup.objects.snapshot.BucketVerification;
import dev.seaworthy.backup.objects.snapshot.RestoreOptions;
import dev.seaworthy.backup.objects.snapshot.RestoreReport;
import dev.seaworthy.backup.objects.snapshot.Sample;
import dev.seaworthy.backup.objects.snapshot.SnapshotDiff;
import dev.seaworthy.backup.objects.snapshot.SnapshotException;
import dev.seaworthy.backup.objects.snapshot.SnapshotObject;
import dev.seaworthy.backup.objects.source.ObjectContent;
import dev.seaworthy.backup.objects.source.ObjectSource;
import dev.seaworthy.backup.objects.source.ObjectTarget;
import dev.seaworthy.backup.retention.Holds;
import dev.seaworthy.backup.retention.RetentionPolicy;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.core.Secret;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Backs up a bucket: each snapshot has all its objects, and stores only what no snapshot before has. Safe for use by
 * many threads, and by several nodes at once.
 *
 * <p><b>Guarantees</b>: a snapshot is listed only once all of it is stored; an unchanged object is not read again, and
 * a content that is known is not stored again, under whatever keys it is; what is missing in the store is stored anew;
 * only the recipients' private keys open the contents, by {@code age -d -i KEY | zstd -d}, and {@code tar -x} for a
 * pack of small ones. A run that is killed or fails leaves what it has stored to the next, which goes on with the rest.
 * A run whose thread is interrupted, or whose {@link Builder#timeout} is over, ends with a {@link BackupException}, and
 * leaves no upload and no thread.
 *
 * <p><b>Not covered</b>: one moment for the whole bucket, since no bucket has such a thing: each object is as it was at
 * some moment of the run.
 */
public final class BucketBackups {
    private final Bucket bucket;
    private final WholeBackup whole;
    private final StoredSnapshots stored;
    private final Pruning pruning;

    private BucketBackups(BucketParts parts) {
        this.bucket = parts.bucket();
        this.whole = new WholeBackup(bucket);
        this.pruning = new Pruning(bucket.repository(), bucket.abandonedAfter(), bucket.ids(), bucket.clock());
        SnapshotReader reader =
                new SnapshotReader(bucket.repository(), bucket.contentIds(), bucket.clock(), parts.random);
        this.stored = new StoredSnapshots(
                bucket.name(), bucket.repository(), reader, bucket.timeout(), bucket.listener(), bucket.clock());
    }

    /**
     * The backups of one bucket.
     *
     * @param name under which they are kept, {@code bucket/<name>/}: 1 to 63 lower-case letters, digits, dots and
     *     hyphens
     */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** Under which the snapshots are kept. */
    public String name() {
        return bucket.name();
    }

    Bucket bucket() {
        return bucket;
    }

    /**
     * Makes a snapshot, and returns once it exists. Objects that change or vanish meanwhile are remarks.
     *
     * @throws BackupException if it does not exist, for want of time too, or since an object could not be read, which
     *     the message names; its cause is a {@link dev.seaworthy.backup.store.CommitInDoubtException} if it may yet
     *     come to be
     */
    public SnapshotReport backUp() {
        return whole.make();
    }

    /**
     * All snapshots, newest first, but the {@link #unreadable()}.
     *
     * @throws StoreException if the store cannot be read
     */
    public List<SnapshotReport> list() {
        return bucket.repository()
                .snapshots()
                .readable()
                .map(SnapshotReport::of)
                .toList();
    }

    /**
     * The newest snapshot, of which alone it reads the manifest.
     *
     * @throws StoreException if the store cannot be read
     */
    public Optional<SnapshotReport> newest() {
        return newestSnapshot().map(SnapshotReport::of);
    }

    private Optional<Snapshot> newestSnapshot() {
        return bucket.repository().snapshots().readable().findFirst();
    }

    /**
     * How long ago the newest snapshot was begun; empty if there is none. For health checks and alerts.
     *
     * @throws StoreException if the store cannot be read
     */
    public Optional<Duration> age() {
        return newestSnapshot()
                .map(snapshot ->
                        Duration.between(snapshot.createdAt(), bucket.clock().instant()));
    }

    /**
     * The ids of what has the name of a snapshot and a manifest that cannot be read, garbage or damaged; newest first.
     * {@link #list()}, {@link #newest()} and {@link #age()} pass over them.
     *
     * @throws StoreException if the store cannot be read
     */
    public List<String> unreadable() {
        return bucket.repository().snapshots().unreadable();
    }

    /**
     * Reads the stored bytes of a snapshot's contents, all or some, and compares them with what was stored; needs no
     * private key, and so cannot say whether they open, unless nothing is sealed.
     *
     * @throws SnapshotException if it was not ended in time, or is damaged since it was deleted meanwhile
     * @throws StoreException if there is no such snapshot, or its manifest cannot be read
     */
    public BucketVerification verify(String id, Sample sample) {
        return stored.verify(id, sample, Optional.empty());
    }

    /**
     * Reads a snapshot's contents, all or some, opens them, and compares each with what was backed up. A snapshot all
     * of which is intact is proven from then on: {@link #prune} never deletes the newest of those.
     *
     * @param identity a private key of one of the recipients
     * @throws SnapshotException if it was not ended in time, or is damaged since it was deleted meanwhile
     * @throws StoreException if there is no such snapshot, or its manifest cannot be read
     */
    public BucketVerification verify(String id, Sample sample, Identity identity) {
        return stored.verify(id, sample, Optional.of(identity));
    }

    /**
     * Puts into a target what is not there as it was: each content is compared with what was backed up before it is
     * put, and one that is not that never is, and is told. What was broken off goes on when it is called again. It
     * takes the time that it takes: only an interrupt of its thread ends it before.
     *
     * @param identity a private key of one of the recipients; empty if the contents are not sealed
     * @throws SnapshotException if it was interrupted, the target refuses one object after the other, or not all came
     *     since the snapshot was deleted meanwhile
     * @throws StoreException if there is no such snapshot, it cannot be read, or the target cannot be listed
     */
    public RestoreReport restore(String id, Optional<Identity> identity, ObjectTarget target, RestoreOptions options) {
        return stored.restore(id, identity, target, options);
    }

    /**
     * The content of one object, with its metadata, to be closed by the caller. Its end is shown only if it is what was
     * backed up; else a read of it fails.
     *
     * @param identity a private key of one of the recipients; empty if the contents are not sealed
     * @throws SnapshotException if the snapshot has no such object
     * @throws StoreException if there is no such snapshot, or it cannot be read
     * @throws IOException if the content cannot be opened
     */
    public ObjectContent open(String id, String key, Optional<Identity> identity) throws IOException {
        return stored.reader().open(id, key, identity);
    }

    /**
     * The objects of a snapshot whose keys begin with a prefix, in the order of their keys, read part by part.
     *
     * @throws StoreException if there is no such snapshot, or it cannot be read
     */
    public Stream<SnapshotObject> entries(String id, String prefix) {
        return stored.reader().entries(id, prefix);
    }

    /**
     * Compares two snapshots by their entries; what they share is not read.
     *
     * @throws StoreException if there is no such snapshot, or it cannot be read
     */
    public SnapshotDiff diff(String from, String to) {
        return stored.reader().diff(from, to);
    }

    /**
     * What {@link #prune} would do; writes nothing.
     *
     * @throws StoreException if the store cannot be read
     */
    public PruneReport planPrune(RetentionPolicy policy) {
        try (TimeLimit limit = TimeLimit.start(bucket.timeout())) {
            return pruning.plan(policy, limit);
        }
    }

    /**
     * Deletes the snapshots that a policy does not keep, and what no snapshot needs any more: that is condemned by one
     * call, and deleted by a call more than {@link Builder#abandonedAfter} later. It may run beside backups, restores
     * and other prunes; one whose snapshot goes fails with a clear error.
     *
     * @throws StoreException if the store cannot be read
     */
    public PruneReport prune(RetentionPolicy policy) {
        Instant start = bucket.clock().instant();
        try (TimeLimit limit = TimeLimit.start(bucket.timeout())) {
            PruneReport report = pruning.prune(policy, limit);
            bucket.listener()
                    .happened(new BucketEvent.Pruned(
                            bucket.name(),
                            report,
                            Duration.between(start, bucket.clock().instant())));
            return report;
        }
    }

    /** Pins and legal holds of these snapshots, which no policy overrules. */
    public Holds holds() {
        return pruning.holds();
    }

    @Override
    public String toString() {
        return "Backups of bucket " + bucket.name();
    }

    /**
     * Builds backups of a bucket. Source, store, repository key and at least one recipient are required, or else that
     * there shall be no encryption.
     */
    public static final class Builder {
        private final BucketParts parts;

        private Builder(String name) {
            this.parts = new BucketParts(name);
        }

        /** What is backed up. */
        public Builder source(ObjectSource value) {
            parts.source = Objects.requireNonNull(value, "source");
            return this;
        }

        /** Where the snapshots are kept: better in another account and region than the bucket. */
        public Builder store(ObjectStore value) {
            parts.store = Objects.requireNonNull(value, "store");
            return this;
        }

        /**
         * The key by which contents get their ids (HMAC-SHA-256), 32 bytes or more, so that nobody without it can tell
         * by an id whether a file is stored. The same for all snapshots: a run with another is refused.
         */
        public Builder repositoryKey(Secret value) {
            parts.repositoryKey = Objects.requireNonNull(value, "repositoryKey");
            return this;
        }

        /** Who can open the contents: each recipient alone, when it is called for several. */
        public Builder encryptTo(Recipient value) {
            parts.recipients.add(Objects.requireNonNull(value, "encryptTo"));
            return this;
        }

        /** Stores contents for anyone to read who can read the store, in place of {@link #encryptTo}. */
        public Builder leaveUnencryptedUnsafely() {
            parts.unencrypted = true;
            return this;
        }

        /**
         * Seals what snapshots tell of objects, their keys, sizes, metadata and the ids of their contents, to this key,
         * which the service keeps since each run reads it. If not said, who can read the store can read that.
         */
        public Builder manifestKey(Identity value) {
            parts.manifestKey = Objects.requireNonNull(value, "manifestKey");
            return this;
        }

        /** How contents are compressed; by {@link Compression#DEFAULT}, level 3 in one thread, if not said. */
        public Builder compression(Compression value) {
            parts.compression = Objects.requireNonNull(value, "compression");
            return this;
        }

        /**
         * How many objects are read at once: 16 if not said, from 1 to 256. Of those above a MiB, one for each 64 MiB
         * of the heap beyond the first, from one to eight.
         */
        public Builder requestsInFlight(int value) {
            parts.requestsInFlight = value;
            return this;
        }

        /**
         * When a run that has not ended counts as killed: 24 hours after its beginning if not said, an hour at least.
         * Its uploads are discarded then, and what it has stored may be. The same on all nodes; give more than clocks
         * of nodes differ.
         */
        public Builder abandonedAfter(Duration value) {
            parts.times.abandonedAfter(value);
            return this;
        }

        /**
         * How long a run may take: half of {@link #abandonedAfter} if not said, so 12 hours, and always less than it.
         * What it has stored by then is what the next run need not store.
         */
        public Builder timeout(Duration value) {
            parts.times.timeout(value);
            return this;
        }

        /** Is told what happens; called for several, each is. */
        public Builder listener(BucketListener value) {
            parts.listeners.add(Objects.requireNonNull(value, "listener"));
            return this;
        }

        /** How often a run that goes on writes a line to the log: every 30 seconds if not said. */
        public Builder logEvery(Duration value) {
            parts.logEvery = Objects.requireNonNull(value, "logEvery");
            return this;
        }

        /**
         * Times runs by their outcome, {@code seaworthy.backup.bucket.run}, and shards, {@code …shard}; sums up stored
         * bytes; tells how far a run is, {@code …progress.objects}, {@code …bytes}, {@code …expected}, {@code …rate}
         * and {@code …remaining}, and when the newest snapshot of this process was begun, {@code …last.made}. All have
         * the tag {@code bucket}.
         */
        @SuppressWarnings("exports") // micrometer is an automatic module: who has a registry requires it
        public Builder metrics(MeterRegistry value) {
            parts.registry = Objects.requireNonNull(value, "metrics");
            return this;
        }

        /** The time of day; the system's by default. */
        public Builder clock(InstantSource value) {
            parts.clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /** Nanoseconds of any origin, which no clock's change touches; the system's by default. */
        public Builder ticker(LongSupplier value) {
            parts.ticker = Objects.requireNonNull(value, "ticker");
            return this;
        }

        /** What makes ids differ on nodes that start at once; a {@link SecureRandom} by default. */
        public Builder random(RandomGenerator value) {
            parts.random = Objects.requireNonNull(value, "random");
            return this;
        }

        /**
         * The backups of these parts.
         *
         * @throws IllegalArgumentException that names all that is wrong: what is missing, and times with which what a
         *     run refers to could be deleted while it goes on
         */
        public BucketBackups build() {
            parts.requireComplete();
            return new BucketBackups(parts);
        }
    }
}
