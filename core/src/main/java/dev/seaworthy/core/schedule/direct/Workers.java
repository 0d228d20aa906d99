package dev.seaworthy.core.schedule.direct;

import dev.seaworthy.core.schedule.run.Board;
import dev.seaworthy.core.schedule.run.NamedThreads;
import dev.seaworthy.core.schedule.run.Runner;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Takes what is due from the board, and runs it in as many threads as there are. */
final class Workers {
    /** A clock may be set: it is looked at this often. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final Board board;
    private final Runner runner;
    private final InstantSource clock;
    private final Semaphore free;
    private final ExecutorService threads;
    private boolean closed;
    private @Nullable Future<?> next;

    Workers(int count, Board board, Runner runner, InstantSource clock) {
        this.board = board;
        this.runner = runner;
        this.clock = clock;
        free = new Semaphore(count);
        threads = Executors.newFixedThreadPool(count, new NamedThreads("run"));
    }

    /** Looks what is due, soon and in the watching thread. */
    void wake() {
        runner.later(Duration.ZERO, this::look);
    }

    private synchronized void look() {
        if (closed) {
            return;
        }
        try {
            while (free.tryAcquire()) {
                Optional<Board.Claim> claim = board.claim();
                if (claim.isEmpty()) {
                    free.release();
                    break;
                }
                threads.execute(() -> run(claim.get()));
            }
        } finally {
            plan();
        }
    }

    private void plan() {
        if (next != null) {
            next.cancel(false);
        }
        Duration wait = board.nextDue()
                .map(due -> Duration.between(clock.instant(), due))
                .filter(time -> !time.isNegative() && time.compareTo(LONGEST_WAIT) < 0)
                .orElse(LONGEST_WAIT);
        next = runner.after(wait.plusMillis(1), this::look);
    }

    private void run(Board.Claim claim) {
        try {
            runner.follows(claim.name(), claim.settle(runner.go(claim.run())));
        } finally {
            free.release();
            wake();
        }
    }

    private synchronized void takeNoMore() {
        closed = true;
        threads.shutdown();
    }

    /** Waits so long, interrupts, and waits as long again. */
    void close(Duration wait) {
        takeNoMore();
        runner.stopAllAfter(wait);
        try {
            if (!threads.awaitTermination(2 * wait.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
