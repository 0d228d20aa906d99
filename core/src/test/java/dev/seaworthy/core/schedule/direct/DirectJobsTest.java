package dev.seaworthy.core.schedule.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seaworthy.core.schedule.Job;
import dev.seaworthy.core.schedule.Jobs;
import dev.seaworthy.core.schedule.OneTimeJob;
import dev.seaworthy.core.schedule.ScheduleException;
import dev.seaworthy.core.schedule.ThreadedJobsContract;
import dev.seaworthy.testkit.Logged;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DirectJobsTest extends ThreadedJobsContract {
    @Override
    protected Jobs jobs(List<Job> scheduled, List<OneTimeJob<?>> oneTime) {
        DirectJobs.Builder builder = DirectJobs.builder().shutdown(Duration.ofMillis(500));
        scheduled.forEach(builder::job);
        oneTime.forEach(builder::job);
        return builder.build();
    }

    @Test
    void runs_no_more_at_once_than_it_has_threads() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        OneTimeJob<Integer> work = OneTimeJob.named("work", Integer.class).run(number -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            Thread.yield();
            now.decrementAndGet();
            done.incrementAndGet();
        });
        try (Jobs jobs = DirectJobs.builder().job(work).threads(3).build()) {
            jobs.start();
            for (int i = 0; i < 500; i++) {
                jobs.enqueue("work", "piece-" + i, i);
            }
            until(() -> done.get() == 500);
        }

        assertThat(most).hasValueLessThanOrEqualTo(3);
    }

    @Test
    void takes_no_more_data_than_it_can_keep() {
        CountDownLatch never = new CountDownLatch(1);
        OneTimeJob<Integer> work = OneTimeJob.named("work", Integer.class).run(number -> never.await());
        try (Jobs jobs =
                DirectJobs.builder().job(work).shutdown(Duration.ofMillis(1)).build()) {
            jobs.start();
            for (int i = 0; i < 10_000; i++) {
                jobs.enqueue("work", "piece-" + i, i);
            }

            assertThatExceptionOfType(ScheduleException.class)
                    .isThrownBy(() -> jobs.enqueue("work", "one-more", 1))
                    .withMessageContaining("try again later");
            assertThat(jobs.list()).hasSize(1_000);
        }
    }

    @Test
    void what_comes_due_while_the_end_waits_is_let_be() throws InterruptedException {
        CountDownLatch entered = new CountDownLatch(1);
        try (Logged logged = new Logged()) {
            Jobs jobs = DirectJobs.builder()
                    .job(yearly("backup").run(() -> {
                        entered.countDown();
                        new CountDownLatch(1).await();
                    }))
                    .job(Job.named("poll").every(Duration.ofMillis(5)).run(() -> {}))
                    .shutdown(Duration.ofMillis(200))
                    .build();
            jobs.start();
            jobs.runNow("backup");
            entered.await();

            jobs.close();

            assertThat(logged.text()).contains("interrupted by the end").doesNotContain(" ERROR ", "Rejected");
        }
    }

    @Test
    void times_runs_and_counts_events() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Job job = yearly("backup").run(() -> {
            throw new IllegalStateException("full disk");
        });
        try (Jobs jobs = DirectJobs.builder().job(job).metrics(registry).build()) {
            jobs.start();
            jobs.runNow("backup");
            until(() -> registry.find("seaworthy.jobs.events").counter() != null);
        }

        assertThat(registry.get("seaworthy.jobs.runs")
                        .tags("job", "backup", "outcome", "failed")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("seaworthy.jobs.events")
                        .tags("job", "backup", "event", "gave_up")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void a_registry_that_fails_stops_no_job() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        registry.config().meterFilter(new MeterFilter() {
            @Override
            public MeterFilterReply accept(Meter.Id id) {
                throw new IllegalStateException("no " + id.getName());
            }
        });
        Job job = yearly("backup").run(() -> ran.add("backup"));
        try (Jobs jobs = DirectJobs.builder().job(job).metrics(registry).build()) {
            jobs.start();
            jobs.runNow("backup");

            until(() -> only(jobs).lastSuccess().isPresent());
        }
    }

    @Test
    void everything_that_is_wrong_is_told_at_once() {
        Job job = yearly("cleanup").run(() -> {});

        assertThatIllegalArgumentException()
                .isThrownBy(() -> DirectJobs.builder()
                        .job(job)
                        .job(job)
                        .threads(0)
                        .shutdown(Duration.ZERO)
                        .build())
                .withMessageContainingAll("two jobs are named cleanup", "threads must be", "shutdown must be");
    }
}
