package dev.seaworthy.backup.objects;

import dev.seaworthy.backup.content.Envelope;
import dev.seaworthy.backup.encryption.Compression;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.encryption.Recipient;
import dev.seaworthy.backup.id.TimeIds;
import dev.seaworthy.backup.interrupt.RunTimes;
import dev.seaworthy.backup.objects.repository.ContentIds;
import dev.seaworthy.backup.objects.repository.Layout;
import dev.seaworthy.backup.objects.repository.Repository;
import dev.seaworthy.backup.objects.run.Limits;
import dev.seaworthy.backup.objects.source.ObjectSource;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.core.Secret;
import dev.seaworthy.core.failure.Problems;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** What backups of a bucket are made of, as it is gathered by their builder. One thread. */
final class BucketParts {
    static final int DEFAULT_REQUESTS = 16;
    static final int MOST_REQUESTS = 256;

    private static final Duration LEAST_TIMEOUT = Duration.ofMillis(1);

    final String name;
    final List<Recipient> recipients = new ArrayList<>();
    final List<BucketListener> listeners = new ArrayList<>();

    @Nullable
    ObjectSource source;

    @Nullable
    ObjectStore store;

    @Nullable
    Secret repositoryKey;

    @Nullable
    Identity manifestKey;

    @Nullable
    MeterRegistry registry;

    boolean unencrypted;
    Compression compression = Compression.DEFAULT;
    int requestsInFlight = DEFAULT_REQUESTS;

    final RunTimes times = new RunTimes();

    Duration logEvery = Duration.ofSeconds(30);
    InstantSource clock = InstantSource.system();
    LongSupplier ticker = System::nanoTime;
    RandomGenerator random = new SecureRandom();

    BucketParts(String name) {
        this.name = Objects.requireNonNull(name, "name");
    }

    Bucket bucket() {
        Limits limits = Limits.of(requestsInFlight, Runtime.getRuntime().maxMemory());
        return new Bucket(
                name,
                Objects.requireNonNull(source, "source"),
                repository(),
                contentIds(),
                limits,
                new Semaphore(limits.streams()),
                listener(),
                new TimeIds(random),
                times.abandonedAfter(),
                times.timeout(),
                clock,
                ticker);
    }

    private BucketListener listener() {
        List<BucketListener> all = new ArrayList<>(listeners);
        all.add(new ProgressLog(logEvery, LoggerFactory.getLogger(BucketBackups.class)));
        if (registry != null) {
            all.add(new BucketMeters(registry, name));
        }
        return new BucketListeners(all);
    }

    private ContentIds contentIds() {
        return new ContentIds(Objects.requireNonNull(repositoryKey, "repositoryKey"));
    }

    private Repository repository() {
        return Repository.of(
                Objects.requireNonNull(store, "store"),
                name,
                new Envelope(Optional.of(compression), recipients),
                Optional.ofNullable(manifestKey));
    }

    /** Refuses with all that is wrong. */
    void requireComplete() {
        Problems problems = new Problems();
        checkRepositoryKey(problems);
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
        times.check(problems, "what a run refers to could be deleted while it goes on");
        problems.unless(
                logEvery.compareTo(LEAST_TIMEOUT) >= 0, "logEvery is " + logEvery + "; give a millisecond or more");
        problems.refuse("BucketBackups");
    }

    private void checkRepositoryKey(Problems problems) {
        if (repositoryKey == null) {
            problems.add("it lacks repositoryKey");
            return;
        }
        try {
            contentIds();
        } catch (IllegalArgumentException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
    }
}
