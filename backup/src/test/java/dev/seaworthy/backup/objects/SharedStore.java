package dev.seaworthy.backup.objects;

import dev.seaworthy.backup.BackupException;
import dev.seaworthy.backup.OtherStore;
import dev.seaworthy.backup.content.ContentObject;
import dev.seaworthy.backup.content.Envelope;
import dev.seaworthy.backup.objects.repository.Entry;
import dev.seaworthy.backup.objects.repository.Repository;
import dev.seaworthy.backup.objects.repository.Segment;
import dev.seaworthy.backup.objects.repository.SegmentRef;
import dev.seaworthy.backup.retention.RetentionPolicy;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.store.StoredObject;
import dev.seaworthy.backup.testing.InMemoryObjectStore;
import dev.seaworthy.core.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * A store at which runs and prunes of several nodes meet, a time that passes when it is told to, and what is promised:
 * that no snapshot lacks anything, and that no garbage stays.
 */
final class SharedStore {
    static final Duration TIMEOUT = Duration.ofHours(1);
    static final Duration ABANDONED = Duration.ofHours(2);
    static final Duration GRACE = ABANDONED.plusHours(1);
    static final String PUBLISH = "commit bucket/b/snapshots/";

    private static final String NAME = "b";
    private static final Secret KEY = Secret.of("0123456789abcdef0123456789abcdef");
    private static final String SNAPSHOTS = "bucket/b/snapshots/";

    private final Flaw flaw;
    private final InMemoryObjectStore store = new InMemoryObjectStore(this::now, Long.MAX_VALUE);
    private final Repository repository =
            Repository.of(store, NAME, new Envelope(Optional.empty(), List.of()), Optional.empty());
    private final ObjectStore shared = new PutInOneRequest(store);
    private final Map<String, Set<String>> needs = new HashMap<>();
    private volatile Instant now = Instant.parse("2026-11-28T12:00:00Z");

    /** @param flaw that each run and each prune has */
    SharedStore(Flaw flaw) {
        this.flaw = flaw;
    }

    /** So is what is small, and nobody can discard that while it is under way. */
    private static final class PutInOneRequest extends OtherStore {
        PutInOneRequest(ObjectStore store) {
            super(store);
        }

        @Override
        public int discardUploads(String prefix, Instant begunBefore) {
            return 0;
        }
    }

    Instant now() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    private static BucketBackups backups(
            ObjectStore store, List<String> words, InstantSource clock, LongSupplier ticker, Random random) {
        return BucketBackups.builder(NAME)
                .source(new Words(words))
                .store(store)
                .repositoryKey(KEY)
                .leaveUnencryptedUnsafely()
                .requestsInFlight(1)
                .abandonedAfter(ABANDONED)
                .timeout(TIMEOUT)
                .clock(clock)
                .ticker(ticker)
                .random(random)
                .build();
    }

    /** A run of these objects, on a node whose clock is so much ahead. */
    Actor.Work run(List<String> words, Duration skew, Random random) {
        Instant begun = now;
        InstantSource clock = flaw == Flaw.HEEDS_NO_TIMEOUT ? () -> begun.plus(skew) : () -> now.plus(skew);
        return seen -> {
            try {
                backups(flaw.ofRun(seen), words, clock, () -> nanos(clock), random)
                        .backUp();
            } catch (BackupException e) {
                requireExpected(e);
            }
        };
    }

    private static long nanos(InstantSource clock) {
        return Duration.between(Instant.EPOCH, clock.instant()).toNanos();
    }

    /** A run fails where the store does, or for want of time. */
    private static void requireExpected(BackupException failure) {
        if (failure.getCause() instanceof RuntimeException cause && !(cause instanceof StoreException)) {
            throw failure;
        }
    }

    /** A prune that keeps so many snapshots, on a node whose clock is so much ahead. */
    Actor.Work prune(int keep, Duration skew, Random random) {
        InstantSource clock = () -> now.plus(skew);
        return seen -> backups(flaw.ofPrune(seen), List.of(), clock, () -> nanos(clock), random)
                .prune(RetentionPolicy.keep().last(keep).unproven().build());
    }

    /** Has it begin. */
    Actor start(Actor.Work work) {
        return Actor.start(shared, work);
    }

    /** Has it done, from its beginning to its end. */
    void perform(Actor.Work work) {
        try {
            work.run(shared);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** What some snapshot cannot do without and is not there; empty if all are whole. */
    Optional<String> missing() {
        Set<String> there = Set.copyOf(keys(""));
        for (String snapshot : keys(SNAPSHOTS)) {
            Set<String> missing = new HashSet<>(needs.computeIfAbsent(snapshot, this::needs));
            missing.removeAll(there);
            if (!missing.isEmpty()) {
                return Optional.of(snapshot + " lacks " + missing);
            }
        }
        return Optional.empty();
    }

    private List<String> keys(String prefix) {
        return store.list(prefix).stream().map(StoredObject::key).toList();
    }

    /** What is named, each content opened when it was just published; if that is gone already, the name is enough. */
    private Set<String> needs(String snapshot) {
        Set<String> keys = new HashSet<>();
        String id = snapshot.substring(SNAPSHOTS.length()).replace(".json", "");
        for (SegmentRef ref : repository.snapshots().read(id).segments()) {
            keys.addAll(keys(ref.content().objects()));
            if (store.storedAt(ref.key()).isPresent()) {
                Segment segment = repository.segments().read(ref);
                segment.contents()
                        .values()
                        .forEach(stored -> keys.addAll(keys(stored.content().objects())));
                segment.entries().forEach(entry -> requireOpens(segment, entry));
            }
        }
        return keys;
    }

    private static List<String> keys(List<ContentObject> objects) {
        return objects.stream().map(ContentObject::key).toList();
    }

    private void requireOpens(Segment segment, Entry entry) {
        if (store.storedAt(entry.stored()).isEmpty()) {
            return;
        }
        try (InputStream content =
                repository.contents().open(segment.stored(entry), entry.content(), Optional.empty())) {
            String word = new String(content.readAllBytes(), StandardCharsets.UTF_8);
            if (!word.equals(entry.object().version())) {
                throw new AssertionError(entry + " is " + word);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * After a last run and prunes in peace: what is there and nothing needs. What is condemned and needed keeps its
     * mark.
     */
    Set<String> leftovers(List<String> words, Random random) {
        pass(Duration.ofDays(1));
        perform(run(words, Duration.ZERO, random));
        for (int prune = 0; prune < 4; prune++) {
            pass(GRACE.plusHours(1));
            perform(prune(2, Duration.ZERO, random));
        }
        Set<String> left = keys("").stream()
                .filter(key -> !key.endsWith("/DISASTER-1.md") && !key.endsWith("/repository-key"))
                .collect(Collectors.toSet());
        for (String snapshot : keys(SNAPSHOTS)) {
            left.remove(snapshot);
            List<String> needed = new ArrayList<>(needs(snapshot));
            needed.forEach(key -> {
                left.remove(key);
                left.remove(key.replace("bucket/b/", "bucket/b/condemned/"));
            });
        }
        return left;
    }
}
