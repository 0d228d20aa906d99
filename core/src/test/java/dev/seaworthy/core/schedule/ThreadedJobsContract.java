package dev.seaworthy.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.seaworthy.core.schedule.JobStatus.State;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What a Jobs does that has threads of its own. */
public abstract class ThreadedJobsContract extends JobsContract {
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    @Override
    protected void await(Jobs jobs, Predicate<Jobs> condition) {
        until(() -> condition.test(jobs));
    }

    /** Looks often, for half a minute at most. */
    protected static void until(java.util.function.BooleanSupplier condition) {
        for (int i = 0; i < 1_500 && !condition.getAsBoolean(); i++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        assertThat(condition.getAsBoolean()).as("in half a minute").isTrue();
    }

    @Test
    void a_run_that_takes_too_long_is_interrupted_and_has_failed() {
        Jobs jobs = started(yearly("backup").timeout(Duration.ofMillis(100)).run(() -> {
            ran.add("backup");
            new CountDownLatch(1).await();
        }));

        jobs.runNow("backup");
        await(jobs, all -> only(all).lastError().isPresent());

        assertThat(only(jobs).lastError()).contains("timed out after PT0.1S");
        assertThat(only(jobs).lastSuccess()).isEmpty();
        assertThat(only(jobs).state()).isEqualTo(State.WAITING);
    }

    @Test
    void a_run_that_ignores_the_interrupt_is_not_started_beside_itself() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        Jobs jobs = started(yearly("backup")
                .timeout(Duration.ofMillis(100))
                .retries(5, Backoff.fixed(Duration.ofMillis(1)))
                .run(() -> {
                    ran.add("backup");
                    ignoring(interrupted);
                }));

        jobs.runNow("backup");
        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();

        assertThat(jobs.runNow("backup")).isEqualTo(RunNow.ALREADY_RUNNING);
        assertThat(only(jobs).state()).isEqualTo(State.RUNNING);
        assertThat(ran).hasSize(1);
        release.countDown();
        await(jobs, all -> only(all).lastError().isPresent());
        assertThat(only(jobs).lastError()).contains("timed out after PT0.1S");
    }

    private void ignoring(CountDownLatch interrupted) {
        while (release.getCount() > 0) {
            try {
                release.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        }
    }

    @Test
    void the_end_waits_for_what_runs() throws InterruptedException {
        Jobs jobs = started(yearly("backup").run(() -> {
            entered.countDown();
            release.await();
            ran.add("to its end");
        }));
        jobs.runNow("backup");
        entered.await();

        Thread closing = new Thread(jobs::close);
        closing.start();
        release.countDown();
        closing.join();

        assertThat(ran).containsExactly("to its end");
    }

    @Test
    void the_end_interrupts_what_runs_too_long_and_leaves_no_thread() throws InterruptedException {
        Jobs jobs = started(yearly("backup").run(() -> {
            entered.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                ran.add("interrupted");
                throw e;
            }
        }));
        jobs.runNow("backup");
        entered.await();

        jobs.close();

        assertThat(ran).containsExactly("interrupted");
        until(() -> ours().isEmpty());
    }

    private static List<String> ours() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("seaworthy-jobs-") || name.startsWith("db-scheduler"))
                .toList();
    }

    @Test
    void a_start_and_an_end_at_once_leave_nothing_that_runs() throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            Jobs jobs = jobs(List.of(yearly("cleanup").run(() -> {})), List.of());
            BlockingQueue<String> refusals = new LinkedBlockingQueue<>();
            CountDownLatch both = new CountDownLatch(2);
            Thread starting = meeting(both, () -> {
                try {
                    jobs.start();
                } catch (IllegalStateException e) {
                    refusals.add(String.valueOf(e.getMessage()));
                }
            });
            Thread closing = meeting(both, jobs::close);
            starting.join();
            closing.join();

            assertThat(refusals).isSubsetOf("Jobs start once");
            assertThatIllegalStateException().isThrownBy(jobs::list);
        }
        until(() -> ours().isEmpty());
    }

    private static Thread meeting(CountDownLatch both, Runnable action) {
        Thread thread = new Thread(() -> {
            both.countDown();
            while (both.getCount() > 0) {
                Thread.onSpinWait();
            }
            action.run();
        });
        thread.start();
        return thread;
    }

    @Test
    void nothing_starts_before_start() {
        Jobs jobs = jobs(List.of(yearly("cleanup").run(() -> {})), List.of());

        assertThat(ours()).isEmpty();
        jobs.close();
    }
}
