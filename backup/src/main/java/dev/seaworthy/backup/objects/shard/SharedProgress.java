package dev.seaworthy.backup.objects.shard;

import dev.seaworthy.backup.objects.run.Attempt;
import dev.seaworthy.backup.objects.run.Progress;
import dev.seaworthy.backup.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far an attempt at a shard is: noted in the store now and then for all nodes, by whichever thread comes then, and
 * told here. A note that cannot be stored is passed over. Safe for use by many threads.
 */
public final class SharedProgress implements Progress {
    private static final long INTERVAL = Duration.ofSeconds(10).toNanos();
    private static final Logger LOG = LoggerFactory.getLogger(SharedProgress.class);

    private final SharedRuns runs;
    private final String id;
    private final Attempt attempt;
    private final LongSupplier ticker;
    private final Progress here;
    private final LongAdder objects = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final AtomicLong next;
    private @Nullable Note last;
    private long notes;

    /**
     * Progress of nothing yet.
     *
     * @param id of the snapshot to be
     * @param ticker nanoseconds of any origin
     * @param here is told the same
     */
    public SharedProgress(SharedRuns runs, String id, Attempt attempt, LongSupplier ticker, Progress here) {
        this.runs = runs;
        this.id = id;
        this.attempt = attempt;
        this.ticker = ticker;
        this.here = here;
        this.next = new AtomicLong(ticker.getAsLong() + INTERVAL);
    }

    @Override
    public void expected(long someObjects, long someBytes) {
        here.expected(someObjects, someBytes);
    }

    @Override
    public void passed(long count, boolean read) {
        bytes.add(count);
        here.passed(count, read);
        noteIfDue();
    }

    @Override
    public void done() {
        objects.increment();
        here.done();
        noteIfDue();
    }

    private void noteIfDue() {
        long now = ticker.getAsLong();
        long due = next.get();
        if (now - due >= 0 && next.compareAndSet(due, now + INTERVAL)) {
            note(objects.sum(), bytes.sum());
        }
    }

    /** Notes how much the shard has, which stays. */
    public void ended(long allObjects, long allBytes) {
        note(allObjects, allBytes);
    }

    private synchronized void note(long someObjects, long someBytes) {
        Note note = new Note(attempt.shard(), attempt.number(), ++notes, someObjects, someBytes);
        try {
            runs.note(id, note);
            if (last != null) {
                runs.delete(id, last);
            }
            last = note;
        } catch (StoreException | IOException e) {
            LOG.debug("How far shard {} of {} is could not be noted", attempt.shard(), id, e);
        }
    }
}
