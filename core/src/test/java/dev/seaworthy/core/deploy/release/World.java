package dev.seaworthy.core.deploy.release;

import dev.seaworthy.core.deploy.release.journal.Journal;
import dev.seaworthy.core.testing.InMemoryJournal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** What the steps of a test do to a world that remembers, in a time that only pauses move on. */
final class World {
    final List<String> done = Collections.synchronizedList(new ArrayList<>());
    final List<Duration> pauses = new ArrayList<>();
    final Set<String> failing = new HashSet<>();
    final Set<String> hanging = new HashSet<>();
    final InMemoryJournal journal = new InMemoryJournal();
    Instant now = Instant.parse("2026-01-02T03:04:05Z");
    Duration passed = Duration.ofDays(1);

    Release.Builder release(String version) {
        return release(version, journal);
    }

    Release.Builder release(String version, Journal where) {
        return Release.named("contentmax", version)
                .journal(where)
                .clock(() -> now)
                .ticker(() -> passed.toNanos())
                .grace(Duration.ofSeconds(5))
                .pause(time -> {
                    pauses.add(time);
                    pass(time);
                });
    }

    void pass(Duration time) {
        now = now.plus(time);
        passed = passed.plus(time);
    }

    /** A step with an undo; each is hung or fails if it is said of {@code name} or {@code undo name}. */
    Step.Builder step(String name) {
        return irreversible(name)
                .undo(context -> act("undo " + name))
                .undoTimeout(Duration.ofMillis(hangs("undo " + name)));
    }

    Step.Builder irreversible(String name) {
        return Step.named(name).run(context -> act(name)).timeout(Duration.ofMillis(hangs(name)));
    }

    private int hangs(String what) {
        return hanging.contains(what) ? 30 : 60_000;
    }

    private void act(String what) throws InterruptedException {
        done.add(what);
        if (failing.contains(what)) {
            throw new IllegalStateException(what + " is broken");
        }
        if (hanging.contains(what)) {
            new CountDownLatch(1).await();
        }
    }
}
