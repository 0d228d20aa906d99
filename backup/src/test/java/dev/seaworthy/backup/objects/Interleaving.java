package dev.seaworthy.backup.objects;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Runs and prunes at once, on nodes whose clocks differ by up to an hour, each request in an order that a seed chooses:
 * time passes between any two, requests fail and lose their answers, processes are killed, and collections stand still
 * for as long as they like. What is promised: a publish is at most an hour on its way.
 */
final class Interleaving {
    private static final Duration ON_ITS_WAY = Duration.ofMinutes(55);
    private static final int WORDS = 6;

    private final Random random;
    private final SharedStore store = new SharedStore(Flaw.NONE);
    private final Map<Actor, Instant> publishing = new HashMap<>();
    private final List<Actor> actors = new ArrayList<>();
    private final List<String> words = new ArrayList<>(List.of("w0", "w1", "w2", "w3"));
    private Optional<String> broken = Optional.empty();
    private long steps;
    private long published;
    private long deleted;

    Interleaving(long seed) {
        this.random = new Random(seed);
    }

    /** What some snapshot cannot do without and is not there; empty after so many steps without that. */
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

    private Duration skew() {
        return Duration.ofSeconds(random.nextInt(3600) - 1800);
    }

    private Actor startRun() {
        if (random.nextBoolean()) {
            words.set(random.nextInt(words.size()), "w" + random.nextInt(WORDS));
        }
        return store.start(store.run(List.copyOf(words), skew(), new Random(random.nextLong())));
    }

    private Actor startPrune() {
        return store.start(store.prune(1 + random.nextInt(3), skew(), new Random(random.nextLong())));
    }

    private void step(Actor actor) {
        String request = actor.request();
        actor.step(outcome());
        steps++;
        publishing.remove(actor);
        if (actor.request().startsWith(SharedStore.PUBLISH)) {
            publishing.put(actor, store.now());
        }
        published += request.startsWith(SharedStore.PUBLISH) ? 1 : 0;
        deleted += request.startsWith("delete bucket/b/data/") ? 1 : 0;
        if (request.startsWith("commit") || request.startsWith("delete")) {
            broken = store.missing().map(missing -> "step " + steps + ", " + request + ": " + missing);
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
        Instant next = store.now().plus(Duration.ofMinutes(minutes));
        boolean isTooLate = publishing.entrySet().stream()
                .anyMatch(publish -> !publish.getKey().isEnded()
                        && publish.getValue().plus(ON_ITS_WAY).isBefore(next));
        if (!isTooLate) {
            store.pass(Duration.ofMinutes(minutes));
        }
    }

    /** What is there in the end and nothing needs. */
    Set<String> leftovers() {
        return store.leftovers(words, random);
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
