package dev.seaworthy.core.deploy.checklist;

import dev.seaworthy.core.deploy.check.Verdict;
import dev.seaworthy.core.failure.Trace;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One asking of one item, in a thread of its own. But for {@link #ask}, of the thread that runs the checklist. */
final class Attempt {
    private static final Logger LOG = LoggerFactory.getLogger(ProductionChecklist.class);

    private final Item item;
    private final Instant at;
    private final long begun;
    private final Thread thread;
    private long deadline;
    private @Nullable String givenUp;
    private volatile @Nullable Verdict answer;

    /** @param ended is told when it has ended, by its thread */
    Attempt(Item item, Instant at, long begun, String threadName, Consumer<Attempt> ended) {
        this.item = item;
        this.at = at;
        this.begun = begun;
        deadline = begun + item.timeout().toNanos();
        thread = new Thread(
                () -> {
                    answer = ask();
                    ended.accept(this);
                },
                threadName);
        thread.setDaemon(true);
    }

    void begin() {
        thread.start();
    }

    Item item() {
        return item;
    }

    Instant at() {
        return at;
    }

    long begun() {
        return begun;
    }

    /** Nanoseconds until something is to be done about it. */
    long left(long now) {
        return deadline - now;
    }

    boolean isGivenUp() {
        return givenUp != null;
    }

    /** Interrupts it. It has {@code grace} nanoseconds to end. */
    void giveUp(String why, long now, long grace) {
        givenUp = why;
        deadline = now + grace;
        thread.interrupt();
    }

    /** Of its thread, once it has told that it has ended: that is soon. */
    void awaitEnd() throws InterruptedException {
        thread.join();
    }

    /** What it came to: it has ended, or its grace is over. */
    Verdict verdict() {
        Verdict answered = answer;
        if (givenUp == null) {
            return Optional.ofNullable(answered).orElseThrow();
        }
        return answered != null
                ? Verdict.error(givenUp + ": interrupted")
                : Verdict.error(givenUp + ": interrupted, but still running in thread " + thread.getName())
                        .with("thread", thread.getName());
    }

    /** Whatever is thrown, this item alone could not be asked. */
    private Verdict ask() {
        try {
            Verdict verdict = item.check().run();
            return verdict != null ? verdict : Verdict.error("The check answered nothing (null)");
        } catch (InterruptedException e) {
            return Verdict.thrown(e); // asked for
        } catch (Throwable thrown) {
            log(thrown);
            return Verdict.thrown(thrown);
        }
    }

    /** A stack trace may be computed, and that may throw too. */
    private void log(Throwable thrown) {
        try {
            LOG.warn("Item {} of the checklist threw", item.name(), Trace.of(thrown));
        } catch (Throwable hidden) {
            LOG.warn(
                    "Item {} of the checklist threw {}",
                    item.name(),
                    thrown.getClass().getName());
        }
    }
}
