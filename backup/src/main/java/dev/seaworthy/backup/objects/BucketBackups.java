package dev.seaworthy.backup.objects;

import dev.seaworthy.backup.BackupException;
import dev.seaworthy.backup.content.Envelope;
import dev.seaworthy.backup.encryption.Compression;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.encryption.Recipient;
import dev.seaworthy.backup.id.TimeIds;
import dev.seaworthy.backup.interrupt.TimeLimit;
import dev.seaworthy.backup.objects.repository.ContentIds;
import dev.seaworthy.backup.objects.repository.Layout;
import dev.seaworthy.backup.objects.repository.Repository;
import dev.seaworthy.backup.objects.repository.Snapshot;
import dev.seaworthy.backup.objects.run.BucketRun;
import dev.seaworthy.backup.objects.run.Deadline;
import dev.seaworthy.backup.objects.run.Limits;
import dev.seaworthy.backup.objects.source.ObjectSource;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.core.SeaworthyException;
import dev.seaworthy.core.Secret;
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
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
 * some moment of the run. Schedules.
 */
public final class BucketBackups {
    private static final Logger LOG = LoggerFactory.getLogger(BucketBackups.class);

    private final String name;
    private final ObjectSource source;
    private final Repository repository;
    private final ContentIds contentIds;
    private final Limits limits;
    private final BucketListener listener;
    private final TimeIds ids;
    private final Duration abandonedAfter;
    private final Duration timeout;
    private final InstantSource clock;
    private final LongSupplier ticker;

    private BucketBackups(ObjectSource source, ObjectStore store, ContentIds contentIds, Builder builder) {
        this.name = builder.name;
        this.source = source;
        this.repository = Repository.of(
                store,
                name,
                new Envelope(Optional.of(builder.compression), builder.recipients),
                Optional.ofNullable(builder.manifestKey));
        this.contentIds = contentIds;
        this.limits = Limits.of(builder.requestsInFlight, Runtime.getRuntime().maxMemory());
        this.listener = builder.listeners();
        this.ids = new TimeIds(builder.random);
        this.abandonedAfter = builder.abandonedAfter;
        this.timeout = builder.timeout();
        this.clock = builder.clock;
        this.ticker = builder.ticker;
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

    /**
     * Makes a snapshot, and returns once it exists. Objects that change or vanish meanwhile are remarks.
     *
     * @throws BackupException if it does not exist, for want of time too, or since an object could not be read, which
     *     the message names; its cause is a {@link dev.seaworthy.backup.store.CommitInDoubtException} if it may yet
     *     come to be
     */
    public SnapshotReport backUp() {
        Deadline deadline = new Deadline(clock, ticker, timeout);
        String id = ids.next(deadline.start());
        listener.happened(new BucketEvent.Begun(name, id, deadline.start()));
        try (TimeLimit limit = TimeLimit.start(timeout)) {
            discardUploads(deadline.start().minus(abandonedAfter));
            try {
                RunProgress progress = new RunProgress(name, id, deadline, listener);
                BucketRun run = new BucketRun(repository, source, contentIds, limits, progress);
                SnapshotReport report = SnapshotReport.of(run.run(id, deadline));
                listener.happened(new BucketEvent.Made(name, report));
                return report;
            } catch (IOException | SeaworthyException e) {
                String reason =
                        limit.end().map(end -> end + ": " + e.getMessage()).orElse(String.valueOf(e.getMessage()));
                listener.happened(new BucketEvent.Failed(name, id, reason, deadline.elapsed()));
                throw new BackupException(id, "Snapshot " + id + " of " + name + " was not made: " + reason, e);
            }
        }
    }

    /** As far as the store lets it; a later run tries again. */
    private void discardUploads(Instant begunBefore) {
        try {
            int uploads = repository.store().discardUploads(repository.layout().folder(), begunBefore);
            if (uploads > 0) {
                LOG.info("Discarded {} uploads that runs before {} left behind", uploads, begunBefore);
            }
        } catch (StoreException e) {
            LOG.warn("Could not discard what killed runs have left; the next run tries again", e);
        }
    }

    /**
     * All snapshots, newest first, but the {@link #unreadable()}.
     *
     * @throws StoreException if the store cannot be read
     */
    public List<SnapshotReport> list() {
        return repository.snapshots().readable().map(SnapshotReport::of).toList();
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
        return repository.snapshots().readable().findFirst();
    }

    /**
     * How long ago the newest snapshot was begun; empty if there is none. For health checks and alerts.
     *
     * @throws StoreException if the store cannot be read
     */
    public Optional<Duration> age() {
        return newestSnapshot().map(snapshot -> Duration.between(snapshot.createdAt(), clock.instant()));
    }

    /**
     * The ids of what has the name of a snapshot and a manifest that cannot be read, garbage or damaged; newest first.
     * {@link #list()}, {@link #newest()} and {@link #age()} pass over them.
     *
     * @throws StoreException if the store cannot be read
     */
    public List<String> unreadable() {
        return repository.snapshots().unreadable();
    }

    @Override
    public String toString() {
        return "Backups of bucket " + name;
    }

    /**
     * Builds backups of a bucket. Source, store, repository key and at least one recipient are required, or else that
     * there shall be no encryption.
     */
    public static final class Builder {
        private static final Duration LEAST_GRACE = Duration.ofHours(1);
        private static final Duration LEAST_TIMEOUT = Duration.ofMillis(1);
        private static final int DEFAULT_REQUESTS = 16;
        private static final int MOST_REQUESTS = 256;

        private final String name;
        private final List<Recipient> recipients = new ArrayList<>();
        private final List<BucketListener> listeners = new ArrayList<>();
        private @Nullable ObjectSource source;
        private @Nullable ObjectStore store;
        private @Nullable Secret repositoryKey;
        private @Nullable Identity manifestKey;
        private @Nullable MeterRegistry registry;
        private boolean unencrypted;
        private Compression compression = Compression.DEFAULT;
        private int requestsInFlight = DEFAULT_REQUESTS;
        private Duration abandonedAfter = Duration.ofDays(1);
        private @Nullable Duration timeout;
        private Duration logEvery = Duration.ofSeconds(30);
        private InstantSource clock = InstantSource.system();
        private LongSupplier ticker = System::nanoTime;
        private RandomGenerator random = new SecureRandom();

        private Builder(String name) {
            this.name = Objects.requireNonNull(name, "name");
        }

        /** What is backed up. */
        public Builder source(ObjectSource value) {
            this.source = Objects.requireNonNull(value, "source");
            return this;
        }

        /** Where the snapshots are kept: better in another account and region than the bucket. */
        public Builder store(ObjectStore value) {
            this.store = Objects.requireNonNull(value, "store");
            return this;
        }

        /**
         * The key by which contents get their ids (HMAC-SHA-256), 32 bytes or more, so that nobody without it can tell
         * by an id whether a file is stored. The same for all snapshots: under another, contents are stored again.
         */
        public Builder repositoryKey(Secret value) {
            this.repositoryKey = Objects.requireNonNull(value, "repositoryKey");
            return this;
        }

        /** Who can open the contents: each recipient alone, when it is called for several. */
        public Builder encryptTo(Recipient value) {
            recipients.add(Objects.requireNonNull(value, "encryptTo"));
            return this;
        }

        /** Stores contents for anyone to read who can read the store, in place of {@link #encryptTo}. */
        public Builder leaveUnencryptedUnsafely() {
            unencrypted = true;
            return this;
        }

        /**
         * Seals what snapshots tell of objects, their keys, sizes, metadata and the ids of their contents, to this key,
         * which the service keeps since each run reads it. If not said, who can read the store can read that.
         */
        public Builder manifestKey(Identity value) {
            this.manifestKey = Objects.requireNonNull(value, "manifestKey");
            return this;
        }

        /** How contents are compressed; by {@link Compression#DEFAULT}, level 3 in one thread, if not said. */
        public Builder compression(Compression value) {
            this.compression = Objects.requireNonNull(value, "compression");
            return this;
        }

        /**
         * How many objects are read at once: {@value #DEFAULT_REQUESTS} if not said, from 1 to {@value #MOST_REQUESTS}.
         * Of those above a MiB, one for each 64 MiB of the heap beyond the first, from one to eight.
         */
        public Builder requestsInFlight(int value) {
            this.requestsInFlight = value;
            return this;
        }

        /**
         * When a run that has not ended counts as killed: 24 hours after its beginning if not said, an hour at least.
         * Its uploads are discarded then, and what it has stored may be. The same on all nodes; give more than clocks
         * of nodes differ.
         */
        public Builder abandonedAfter(Duration value) {
            this.abandonedAfter = Objects.requireNonNull(value, "abandonedAfter");
            return this;
        }

        /**
         * How long a run may take: half of {@link #abandonedAfter} if not said, so 12 hours, and always less than it.
         * What it has stored by then is what the next run need not store.
         */
        public Builder timeout(Duration value) {
            this.timeout = Objects.requireNonNull(value, "timeout");
            return this;
        }

        private Duration timeout() {
            return timeout == null ? abandonedAfter.dividedBy(2) : timeout;
        }

        /** Is told what happens; called for several, each is. */
        public Builder listener(BucketListener value) {
            listeners.add(Objects.requireNonNull(value, "listener"));
            return this;
        }

        /** How often a run that goes on writes a line to the log: every 30 seconds if not said. */
        public Builder logEvery(Duration value) {
            this.logEvery = Objects.requireNonNull(value, "logEvery");
            return this;
        }

        /**
         * Times runs by their outcome, {@code seaworthy.backup.bucket.run}; sums up stored bytes; tells how far a run
         * is, {@code …progress.objects}, {@code …bytes}, {@code …expected}, {@code …rate} and {@code …remaining}, and
         * when the newest snapshot of this process was begun, {@code …last.made}. All have the tag {@code bucket}.
         */
        @SuppressWarnings("exports") // micrometer is an automatic module: who has a registry requires it
        public Builder metrics(MeterRegistry value) {
            this.registry = Objects.requireNonNull(value, "metrics");
            return this;
        }

        private BucketListener listeners() {
            List<BucketListener> all = new ArrayList<>(listeners);
            all.add(new ProgressLog(logEvery, LOG));
            if (registry != null) {
                all.add(new BucketMeters(registry, name));
            }
            return new BucketListeners(all);
        }

        /** The time of day; the system's by default. */
        public Builder clock(InstantSource value) {
            this.clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /** Nanoseconds of any origin, which no clock's change touches; the system's by default. */
        public Builder ticker(LongSupplier value) {
            this.ticker = Objects.requireNonNull(value, "ticker");
            return this;
        }

        /** What makes ids differ on nodes that start at once; a {@link SecureRandom} by default. */
        public Builder random(RandomGenerator value) {
            this.random = Objects.requireNonNull(value, "random");
            return this;
        }

        /**
         * The backups of these parts.
         *
         * @throws IllegalArgumentException that names all that is wrong: what is missing, and times with which what a
         *     run refers to could be deleted while it goes on
         */
        public BucketBackups build() {
            Problems problems = new Problems();
            Optional<ContentIds> contentIds = contentIds(problems);
            problems.unless(Layout.isName(name), Layout.NAME_RULE);
            problems.unless(source != null, "it lacks source");
            problems.unless(store != null, "it lacks store");
            problems.unless(
                    recipients.isEmpty() == unencrypted,
                    unencrypted
                            ? "it has both encryptTo and leaveUnencryptedUnsafely; give one of them"
                            : "it lacks encryptTo");
            problems.unless(
                    requestsInFlight >= 1 && requestsInFlight <= MOST_REQUESTS,
                    "requestsInFlight is " + requestsInFlight + "; give a number from 1 to " + MOST_REQUESTS);
            problems.unless(
                    abandonedAfter.compareTo(LEAST_GRACE) >= 0,
                    "abandonedAfter is " + abandonedAfter + "; give an hour or more");
            problems.unless(
                    timeout().compareTo(LEAST_TIMEOUT) >= 0,
                    "timeout is " + timeout() + "; give a millisecond or more");
            problems.unless(
                    timeout().compareTo(abandonedAfter) < 0,
                    "timeout is " + timeout() + " and abandonedAfter " + abandonedAfter
                            + ": what a run refers to could be deleted while it goes on; give a shorter timeout or a"
                            + " longer abandonedAfter");
            problems.unless(
                    logEvery.compareTo(LEAST_TIMEOUT) >= 0, "logEvery is " + logEvery + "; give a millisecond or more");
            problems.refuse("BucketBackups");
            return new BucketBackups(
                    Objects.requireNonNull(source), Objects.requireNonNull(store), contentIds.orElseThrow(), this);
        }

        private Optional<ContentIds> contentIds(Problems problems) {
            if (repositoryKey == null) {
                problems.add("it lacks repositoryKey");
                return Optional.empty();
            }
            try {
                return Optional.of(new ContentIds(repositoryKey));
            } catch (IllegalArgumentException e) {
                problems.add(String.valueOf(e.getMessage()));
                return Optional.empty();
            }
        }
    }
}
