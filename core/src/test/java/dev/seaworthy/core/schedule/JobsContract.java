package dev.seaworthy.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.seaworthy.core.schedule.JobStatus.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every Jobs does on one node. */
public abstract class JobsContract {
    public record Invoice(String number, int cents) {}

    private static final Backoff SOON = Backoff.fixed(Duration.ofMillis(50));

    protected final BlockingQueue<String> ran = new LinkedBlockingQueue<>();
    private Optional<Jobs> opened = Optional.empty();

    /** One that has not been started. */
    protected abstract Jobs jobs(List<Job> scheduled, List<OneTimeJob<?>> oneTime);

    /** Lets what is due run, and goes on once {@code condition} holds of the jobs; fails if it does not in time. */
    protected abstract void await(Jobs jobs, Predicate<Jobs> condition);

    @AfterEach
    protected void close() {
        opened.ifPresent(Jobs::close);
    }

    @Test
    void nothing_runs_before_its_time() {
        Jobs jobs = started(yearly("cleanup").run(() -> ran.add("cleanup")));

        JobStatus status = only(jobs);
        assertThat(status.name()).isEqualTo("cleanup");
        assertThat(status.state()).isEqualTo(State.WAITING);
        assertThat(status.nextRun()).isPresent();
        assertThat(status.lastRun()).isEmpty();
        assertThat(ran).isEmpty();
    }

    @Test
    void runs_a_job_now() {
        Jobs jobs = started(yearly("cleanup").run(() -> ran.add("cleanup")));

        assertThat(jobs.runNow("cleanup")).isEqualTo(RunNow.STARTED);
        await(jobs, all -> only(all).lastSuccess().isPresent());

        assertThat(ran).containsExactly("cleanup");
        assertThat(only(jobs).state()).isEqualTo(State.WAITING);
        assertThat(only(jobs).lastRun()).isPresent();
        assertThat(only(jobs).lastError()).isEmpty();
    }

    @Test
    void a_delay_is_kept() {
        Jobs jobs = started(Job.named("poll").every(Duration.ofMillis(100)).run(() -> ran.add("poll")));

        await(jobs, all -> ran.size() >= 3);

        assertThat(ran).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void a_run_never_overlaps_with_itself() {
        Jobs[] self = new Jobs[1];
        Jobs jobs = started(
                yearly("cleanup").run(() -> ran.add(self[0].runNow("cleanup").name())));
        self[0] = jobs;

        jobs.runNow("cleanup");
        await(jobs, all -> only(all).lastRun().isPresent());

        assertThat(ran).containsExactly("ALREADY_RUNNING");
    }

    @Test
    void a_failed_run_is_tried_again_and_keeps_its_error() {
        Jobs jobs = started(yearly("backup").retries(2, SOON).run(() -> {
            ran.add("try");
            if (ran.size() < 3) {
                throw new IllegalStateException("full disk\nof the second line");
            }
        }));

        jobs.runNow("backup");
        await(jobs, all -> only(all).lastSuccess().isPresent());

        assertThat(ran).hasSize(3);
        assertThat(only(jobs).lastError()).contains("java.lang.IllegalStateException: full disk");
    }

    @Test
    void gives_up_after_its_retries_until_the_next_time() {
        Jobs jobs = started(yearly("backup").retries(1, SOON).run(() -> {
            ran.add("try");
            throw new IllegalStateException("full disk");
        }));
        Optional<java.time.Instant> next = only(jobs).nextRun();

        jobs.runNow("backup");
        await(
                jobs,
                all -> ran.size() == 2
                        && only(all).state() == State.WAITING
                        && only(all).nextRun().equals(next));

        assertThat(ran).hasSize(2);
        assertThat(jobs.runNow("backup")).isEqualTo(RunNow.STARTED);
    }

    @Test
    void an_error_is_kept_short_and_without_credentials() {
        Jobs jobs = started(yearly("backup").run(() -> {
            throw new AssertionError("jdbc:postgresql://app:hunter2@db/x?password=hunter3&a=b " + "x".repeat(1_000));
        }));

        jobs.runNow("backup");
        await(jobs, all -> only(all).lastError().isPresent());

        assertThat(only(jobs).lastError().orElseThrow())
                .startsWith("java.lang.AssertionError: jdbc:postgresql://***@db/x?password=***&a=b xxx")
                .hasSize(300);
    }

    @Test
    void runs_once_for_each_piece_of_data() {
        Jobs jobs = started(mail().run(invoice -> ran.add(invoice.number() + " " + invoice.cents())));

        assertThat(jobs.enqueue("mail-invoice", "invoice-17", new Invoice("17", 990)))
                .isEqualTo(Enqueued.ENQUEUED);
        await(jobs, all -> all.list().isEmpty());

        assertThat(ran).containsExactly("17 990");
    }

    @Test
    void data_that_waits_is_not_enqueued_again() {
        Jobs[] self = new Jobs[1];
        Jobs jobs = started(mail().run(
                        invoice -> ran.add(self[0].enqueue("mail-invoice", "invoice-17", new Invoice("other", 1))
                                .name())));
        self[0] = jobs;

        jobs.enqueue("mail-invoice", "invoice-17", new Invoice("17", 990));
        await(jobs, all -> all.list().isEmpty());

        assertThat(ran).containsExactly("ALREADY_THERE");
    }

    @Test
    void data_that_failed_for_good_is_kept_and_can_be_enqueued_again() {
        Jobs jobs = started(mail().retries(0, SOON).run(invoice -> {
            ran.add(invoice.number());
            if (invoice.cents() < 0) {
                throw new IllegalArgumentException("negative");
            }
        }));

        jobs.enqueue("mail-invoice", "invoice-17", new Invoice("17", -1));
        await(jobs, all -> only(all).state() == State.FAILED);

        assertThat(only(jobs).id()).contains("invoice-17");
        assertThat(only(jobs).nextRun()).isEmpty();
        assertThat(only(jobs).lastError()).contains("java.lang.IllegalArgumentException: negative");
        assertThat(jobs.enqueue("mail-invoice", "invoice-17", new Invoice("17b", 1)))
                .isEqualTo(Enqueued.ENQUEUED);
        await(jobs, all -> all.list().isEmpty());
        assertThat(ran).containsExactly("17", "17b");
    }

    @Test
    void refuses_what_is_not_declared() {
        Jobs jobs = jobs(List.of(yearly("cleanup").run(() -> {})), List.of(mail().run(invoice -> {})));
        opened = Optional.of(jobs);
        jobs.start();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> jobs.runNow("clean"))
                .withMessage("No job is named \"clean\"; there are: cleanup, mail-invoice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> jobs.runNow("mail-invoice"))
                .withMessage("mail-invoice is a one-time job: enqueue its data");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> jobs.enqueue("cleanup", "x", ""))
                .withMessage("cleanup has a schedule and takes no data: runNow starts it");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> jobs.enqueue("mail-invoice", "x", "secret text"))
                .withMessageContaining("takes data of")
                .withMessageNotContaining("secret text");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> jobs.enqueue("mail-invoice", " ", new Invoice("", 0)))
                .withMessageContaining("needs an id");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> jobs.enqueue("mail-invoice", "scheduled", new Invoice("", 0)))
                .withMessageContaining("another id");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> jobs.enqueue("mail-invoice", "x", new Invoice("x".repeat(1_000_000), 0)))
                .withMessageContaining("1000000 is the most");
    }

    @Test
    void two_jobs_of_one_name_are_refused() {
        Job job = yearly("cleanup").run(() -> {});

        assertThatIllegalArgumentException()
                .isThrownBy(() -> jobs(List.of(job, job), List.of()))
                .withMessageContaining("two jobs are named cleanup");
    }

    @Test
    void starts_once_and_does_nothing_before_or_after() {
        Jobs jobs = jobs(List.of(yearly("cleanup").run(() -> {})), List.of());
        opened = Optional.of(jobs);

        assertThatIllegalStateException().isThrownBy(() -> jobs.runNow("cleanup"));
        jobs.start();
        assertThatIllegalStateException().isThrownBy(jobs::start);
        jobs.close();
        jobs.close();
        assertThatIllegalStateException().isThrownBy(jobs::list);
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(jobs::start);
    }

    protected final Jobs started(Job job) {
        return started(List.of(job), List.of());
    }

    protected final Jobs started(OneTimeJob<?> job) {
        return started(List.of(), List.of(job));
    }

    private Jobs started(List<Job> scheduled, List<OneTimeJob<?>> oneTime) {
        Jobs jobs = jobs(scheduled, oneTime);
        opened = Optional.of(jobs);
        jobs.start();
        return jobs;
    }

    protected static Job.Builder yearly(String name) {
        return Job.named(name).cron("@yearly");
    }

    protected static OneTimeJob.Builder<Invoice> mail() {
        return OneTimeJob.named("mail-invoice", Invoice.class);
    }

    protected static JobStatus only(Jobs jobs) {
        List<JobStatus> all = jobs.list();
        assertThat(all).hasSize(1);
        return all.get(0);
    }
}
