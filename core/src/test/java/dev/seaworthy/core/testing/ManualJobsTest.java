package dev.seaworthy.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seaworthy.core.schedule.Backoff;
import dev.seaworthy.core.schedule.Job;
import dev.seaworthy.core.schedule.Jobs;
import dev.seaworthy.core.schedule.JobsContract;
import dev.seaworthy.core.schedule.MissedRuns;
import dev.seaworthy.core.schedule.OneTimeJob;
import dev.seaworthy.core.schedule.RunNow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ManualJobsTest extends JobsContract {
    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

    private final List<Instant> times = new ArrayList<>();

    @Override
    protected Jobs jobs(List<Job> scheduled, List<OneTimeJob<?>> oneTime) {
        ManualJobs.Builder builder = ManualJobs.at(START);
        scheduled.forEach(builder::job);
        oneTime.forEach(builder::job);
        return builder.build();
    }

    @Override
    protected void await(Jobs jobs, Predicate<Jobs> condition) {
        for (int i = 0; i < 100 && !condition.test(jobs); i++) {
            ((ManualJobs) jobs).advance(Duration.ofMillis(10));
        }
        assertThat(condition.test(jobs)).isTrue();
    }

    @Test
    void runs_each_job_at_its_time() {
        ManualJobs jobs = timed(Job.named("backup").cron("0 */6 * * *"));

        jobs.advance(Duration.ofDays(1));

        assertThat(times).containsExactly(hours(6), hours(12), hours(18), hours(24));
        assertThat(jobs.now()).isEqualTo(hours(24));
    }

    @Test
    void missed_runs_are_made_up_for_by_one() {
        ManualJobs jobs = timed(Job.named("backup").cron("0 */6 * * *"));

        jobs.sleep(Duration.ofHours(27)).advance(Duration.ofHours(4));

        assertThat(times).containsExactly(hours(27), hours(30));
    }

    @Test
    void missed_runs_are_left_out_if_that_is_said() {
        ManualJobs jobs = timed(Job.named("backup").cron("0 */6 * * *").missedRuns(MissedRuns.SKIP));

        jobs.sleep(Duration.ofHours(27)).advance(Duration.ofHours(4));

        assertThat(times).containsExactly(hours(30));
    }

    @Test
    void a_run_that_is_late_by_less_than_the_tolerance_is_not_missed() {
        ManualJobs jobs = timed(Job.named("backup").cron("0 */6 * * *").missedRuns(MissedRuns.SKIP));

        jobs.sleep(Duration.ofHours(6).plus(MissedRuns.TOLERANCE));

        assertThat(times).containsExactly(hours(6).plusSeconds(60));
    }

    @Test
    void can_be_told_to_fail() {
        ManualJobs jobs =
                timed(Job.named("backup").cron("0 */6 * * *").retries(1, Backoff.fixed(Duration.ofMinutes(5))));

        jobs.failNext("backup", "full disk").advance(Duration.ofHours(7));

        assertThat(times).containsExactly(hours(6).plusSeconds(300));
        assertThat(only(jobs).lastError()).contains("full disk");
    }

    @Test
    void a_job_that_is_not_there_can_not_be_told_to_fail() {
        ManualJobs jobs = timed(Job.named("backup").cron("0 */6 * * *"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> jobs.failNext("typo", "full disk"))
                .withMessage("No job is named \"typo\"; there are: backup");
    }

    @Test
    void a_run_that_was_asked_for_is_not_left_out_for_being_late() {
        ManualJobs jobs = timed(Job.named("backup").cron("0 */6 * * *").missedRuns(MissedRuns.SKIP));

        jobs.runNow("backup");
        jobs.sleep(Duration.ofHours(1));

        assertThat(times).containsExactly(hours(1));
    }

    @Test
    void a_retry_gives_way_to_the_next_time() {
        ManualJobs jobs = timed(Job.named("backup").cron("0 */6 * * *").retries(1, Backoff.fixed(Duration.ofHours(7))));

        jobs.failNext("backup", "full disk").advance(Duration.ofHours(14));

        assertThat(times).containsExactly(hours(12));
    }

    @Test
    void a_retry_at_the_next_time_is_that_time_and_is_left_out_like_it() {
        ManualJobs jobs = timed(Job.named("backup")
                .cron("0 */6 * * *")
                .missedRuns(MissedRuns.SKIP)
                .retries(1, Backoff.fixed(Duration.ofHours(6))));

        jobs.failNext("backup", "full disk").advance(Duration.ofHours(6)).sleep(Duration.ofHours(7));

        assertThat(times).isEmpty();
    }

    @Test
    void a_job_that_is_asked_for_twice_runs_once() {
        ManualJobs jobs = timed(Job.named("backup").cron("0 */6 * * *"));

        assertThat(jobs.runNow("backup")).isEqualTo(RunNow.STARTED);
        assertThat(jobs.runNow("backup")).isEqualTo(RunNow.ALREADY_RUNNING);
        jobs.runDue();

        assertThat(times).containsExactly(START);
    }

    @Test
    void what_has_been_due_the_longest_runs_first() {
        ManualJobs jobs = ManualJobs.at(START)
                .job(Job.named("later").every(Duration.ofHours(2)).run(() -> ran.add("later")))
                .job(Job.named("sooner").every(Duration.ofHours(1)).run(() -> ran.add("sooner")))
                .build();
        jobs.start();

        jobs.sleep(Duration.ofHours(3));

        assertThat(ran).containsExactly("sooner", "later");
    }

    private ManualJobs timed(Job.Builder job) {
        ManualJobs[] self = new ManualJobs[1];
        self[0] = ManualJobs.at(START)
                .job(job.run(() -> times.add(self[0].now())))
                .build();
        self[0].start();
        return self[0];
    }

    private static Instant hours(int count) {
        return START.plus(Duration.ofHours(count));
    }
}
