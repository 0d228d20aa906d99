package dev.seaworthy.backup.objects;

import dev.seaworthy.backup.content.ContentObject;
import dev.seaworthy.backup.id.TimeIds;
import dev.seaworthy.backup.interrupt.TimeLimit;
import dev.seaworthy.backup.objects.repository.Repository;
import dev.seaworthy.backup.objects.repository.Segment;
import dev.seaworthy.backup.objects.repository.SegmentRef;
import dev.seaworthy.backup.retention.RetentionPolicy;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoredObject;
import dev.seaworthy.backup.testing.InMemoryObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Runs and prunes at once, on nodes whose clocks differ by up to an hour, each request in an order that a seed chooses:
 * time passes between any two, requests fail and lose their answers, processes are killed, and collections stand still
 * for as long as they like. What is promised: runs heed their timeout, and a publish is at most an hour on its way.
 */
final class Interleaving {
    private static final Duration TIMEOUT = Duration.ofHours(1);
    private static final Duration ABANDONED = Duration.ofHours(2);
    private static final Duration ON_ITS_WAY = Duration.ofMinutes(55);
    private static final int WORDS = 6;

    private final Random random;
    private final Set<ModelRun.Flaw> flaws;
    private final Duration abandonedAfter;
    private final InMemoryObjectStore store = new InMemoryObjectStore(this::time, Long.MAX_VALUE);
    private final Repository repository = ModelRun.repository(store);
    private final Map<String, Set<String>> needs = new HashMap<>();
    private final Map<Actor, Instant> publishing = new HashMap<>();
    private final List<Actor> actors = new ArrayList<>();
    private final List<String> words = new ArrayList<>(List.of("w0", "w1", "w2", "w3"));
    private Instant now = Instant.parse("2026-11-28T12:00:00Z");
    private Optional<String> broken = Optional.empty();
    private long steps;
    private long published;
    private long deleted;

    /** @param flaws that each run has */
    Interleaving(long seed, Set<ModelRun.Flaw> flaws, Duration abandonedAfter) {
        this.random = new Random(seed);
        this.flaws = flaws;
        this.abandonedAfter = abandonedAfter;
    }

    static Interleaving of(long seed) {
        return new Interleaving(seed, Set.of(), ABANDONED);
    }

    private Instant time() {
        return now;
    }

    /** What no snapshot can do without and is not there; empty after so many steps without that. */
    Optional<String> run(int most) {
        int width = 2 + random.nextInt(3);
        int burst = List.of(1, 4, 30).get(random.nextInt(3));
        int next = 0;
        while (steps < most && broken.isEmpty()) {
            while (actors.size() < width) {
                actors.add(random.nextInt(5) < 3 ? startRun() : startPrune());
            }
            next = random.nextInt(burst) == 0 ? random.nextInt(actors.size()) : Math.min(next, actors.size() - 1);
            step(actors.get(next));
            actors.removeIf(this::isEnded);
            pass();
        }
        for (Actor actor : actors) {
            while (!actor.isEnded()) {
                actor.step(Actor.Outcome.KILLED);
            }
        }
        return broken;
    }

    private boolean isEnded(Actor actor) {
        if (actor.isEnded() && actor.failure() != null) {
            throw new AssertionError("after " + steps + " steps", actor.failure());
        }
        return actor.isEnded();
    }

    private InstantSource clockOfANode() {
        Duration skew = Duration.ofSeconds(random.nextInt(3600) - 1800);
        return () -> now.plus(skew);
    }

    private Actor startRun() {
        if (random.nextBoolean()) {
            words.set(random.nextInt(words.size()), "w" + random.nextInt(WORDS));
        }
        List<String> objects = List.copyOf(words);
        InstantSource clock = clockOfANode();
        Random own = new Random(random.nextLong());
        return Actor.start(
                store, stepped -> new ModelRun(stepped, clock, this::time, TIMEOUT, own, flaws).run(objects));
    }

    private Actor startPrune() {
        InstantSource clock = clockOfANode();
        Random own = new Random(random.nextLong());
        int keep = 1 + random.nextInt(3);
        return Actor.start(store, stepped -> prune(stepped, clock, own, keep));
    }

    private PruneReport prune(ObjectStore stepped, InstantSource clock, Random own, int keep) {
        return new Pruning(ModelRun.repository(stepped), abandonedAfter, new TimeIds(own), clock)
                .prune(RetentionPolicy.keep().last(keep).unproven().build(), TimeLimit.none());
    }

    private void step(Actor actor) {
        if (actor.isEnded()) {
            return;
        }
        String request = actor.request();
        actor.step(outcome());
        steps++;
        publishing.remove(actor);
        if (!actor.isEnded() && actor.request().startsWith("commit bucket/b/snapshots/")) {
            publishing.put(actor, now);
        }
        published += request.startsWith("commit bucket/b/snapshots/") ? 1 : 0;
        deleted += request.startsWith("delete bucket/b/data/") ? 1 : 0;
        if (request.startsWith("commit") || request.startsWith("delete")) {
            check(request);
        }
    }

    private Actor.Outcome outcome() {
        int chance = random.nextInt(400);
        return chance < 2
                ? Actor.Outcome.KILLED
                : chance < 3 ? Actor.Outcome.REFUSED : chance < 4 ? Actor.Outcome.ANSWER_LOST : Actor.Outcome.DONE;
    }

    private void pass() {
        int chance = random.nextInt(1000);
        int minutes = chance < 850 ? 0 : chance < 993 ? random.nextInt(8) : random.nextInt(5 * 60);
        Instant next = now.plus(Duration.ofMinutes(minutes));
        for (Map.Entry<Actor, Instant> publish : publishing.entrySet()) {
            if (!publish.getKey().isEnded()
                    && publish.getValue().plus(ON_ITS_WAY).isBefore(next)) {
                next = now;
            }
        }
        now = next;
    }

    private void check(String request) {
        Set<String> there = keys("").collect(Collectors.toSet());
        for (String snapshot : keys("bucket/b/snapshots/").toList()) {
            Set<String> missing = new HashSet<>(needs.computeIfAbsent(snapshot, this::needs));
            missing.removeAll(there);
            if (!missing.isEmpty()) {
                broken = Optional.of("step " + steps + ", " + request + ": " + snapshot + " lacks " + missing);
                return;
            }
        }
    }

    private Stream<String> keys(String prefix) {
        return store.list(prefix).stream().map(StoredObject::key);
    }

    /** What is named, read when it was just published; if that is gone already, the name is enough. */
    private Set<String> needs(String snapshot) {
        Set<String> keys = new HashSet<>();
        String id = snapshot.substring("bucket/b/snapshots/".length()).replace(".json", "");
        for (SegmentRef ref : repository.snapshots().read(id).segments()) {
            keys.addAll(objects(ref.content().objects()));
            if (store.storedAt(ref.key()).isPresent()) {
                Segment segment = repository.segments().read(ref);
                segment.contents()
                        .values()
                        .forEach(stored -> keys.addAll(objects(stored.content().objects())));
            }
        }
        return keys;
    }

    private static List<String> objects(Collection<ContentObject> objects) {
        return objects.stream().map(ContentObject::key).toList();
    }

    /**
     * After a last run and two prunes in peace: what is there and nothing needs; who is condemned and needed keeps its
     * mark.
     */
    Set<String> leftovers() throws Exception {
        now = now.plus(Duration.ofDays(1));
        new ModelRun(store, this::time, this::time, TIMEOUT, random, Set.of()).run(words);
        IntStream.range(0, 4).forEach(any -> {
            now = now.plus(Duration.ofHours(4));
            prune(store, this::time, random, 2);
        });
        Set<String> left = keys("").collect(Collectors.toSet());
        keys("bucket/b/snapshots/").forEach(snapshot -> {
            left.remove(snapshot);
            left.removeAll(needs(snapshot));
            needs(snapshot).forEach(key -> left.remove(key.replace("bucket/b/", "bucket/b/condemned/")));
        });
        return left;
    }

    long steps() {
        return steps;
    }

    long published() {
        return published;
    }

    long deleted() {
        return deleted;
    }
}
