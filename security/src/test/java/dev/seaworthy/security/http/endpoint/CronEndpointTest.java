package dev.seaworthy.security.http.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.schedule.CronTrigger;
import dev.seaworthy.core.schedule.Job;
import dev.seaworthy.core.schedule.direct.DirectJobs;
import dev.seaworthy.core.testing.ManualJobs;
import dev.seaworthy.security.headers.HeaderField;
import dev.seaworthy.security.http.message.Answer;
import dev.seaworthy.security.http.message.IncomingRequest;
import dev.seaworthy.security.testing.SampleRequest;
import dev.seaworthy.testkit.Logged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CronEndpointTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final String SECRET = "correct-horse-battery-staple";
    private static final String NEXT = "d2f1b7c0a9e84c55";

    private final AtomicInteger runs = new AtomicInteger();
    private final CronEndpoint endpoint =
            CronEndpoint.of(trigger(runs::incrementAndGet), Secret.of(SECRET), Secret.of(NEXT));

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void runs_for_who_shows_the_secret(String method) {
        Answer answer = endpoint.answer(
                SampleRequest.of(method, "/api/cron/cleanup").with("Authorization", "Bearer " + SECRET));

        assertThat(answer).isEqualTo(Answer.json(200, "{\"success\":true,\"timestamp\":\"2026-01-31T12:00:00Z\"}"));
        assertThat(runs).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer " + NEXT, "bearer " + SECRET, "BEARER   " + SECRET})
    void takes_each_secret_and_the_scheme_in_any_case(String authorization) {
        assertThat(endpoint.answer(with(authorization)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer null",
                "Bearer undefined",
                SECRET,
                "Bearer" + SECRET,
                "Basic " + SECRET,
                "Bearer correct-horse-battery-stapl",
                "Bearer correct-horse-battery-staplE",
                "Bearer " + SECRET + "x",
                "Bearer " + SECRET + " " + SECRET,
                "Bearer " + SECRET + "\u0000",
            })
    void runs_nothing_without_it(String authorization) {
        Answer answer = endpoint.answer(with(authorization));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers())
                .contains(new HeaderField("WWW-Authenticate", "Bearer"), new HeaderField("Cache-Control", "no-store"));
        assertThat(answer.body()).contains("\"success\":false");
        assertThat(runs).hasValue(0);
    }

    @Test
    void runs_nothing_without_the_header_or_with_two_of_it() {
        IncomingRequest twice = with("Bearer " + SECRET).with("Authorization", "Bearer " + SECRET);

        assertThat(endpoint.answer(SampleRequest.get("/")).status()).isEqualTo(401);
        assertThat(endpoint.answer(twice).status()).isEqualTo(401);
        assertThat(runs).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "PUT", "DELETE", "OPTIONS", "get", "TRACE"})
    void runs_nothing_by_another_method(String method) {
        Answer answer = endpoint.answer(SampleRequest.of(method, "/").with("Authorization", "Bearer " + SECRET));

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).contains(new HeaderField("Allow", "GET, POST"));
        assertThat(runs).hasValue(0);
    }

    @Test
    void starts_a_job_of_the_service() {
        ManualJobs jobs = ManualJobs.at(NOW)
                .job(Job.named("cleanup").cron("0 2 * * *").run(runs::incrementAndGet))
                .build();
        CronEndpoint starting = CronEndpoint.of(
                CronTrigger.of("cleanup", () -> jobs.runNow("cleanup")).withClock(() -> NOW), Secret.of(SECRET));
        jobs.start();

        Answer first = starting.answer(with("Bearer " + SECRET));
        Answer second = starting.answer(with("Bearer " + SECRET));
        jobs.runDue();

        assertThat(first).isEqualTo(Answer.json(202, "{\"success\":true,\"timestamp\":\"2026-01-31T12:00:00Z\"}"));
        assertThat(second.status()).isEqualTo(409);
        assertThat(runs).hasValue(1);
    }

    @Test
    void answers_409_while_the_job_runs() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Job slow = Job.named("cleanup").cron("0 2 * * *").run(() -> {
            entered.countDown();
            leave.await();
        });
        try (DirectJobs jobs = DirectJobs.builder().job(slow).build()) {
            jobs.start();
            CronEndpoint starting =
                    CronEndpoint.of(CronTrigger.of("cleanup", () -> jobs.runNow("cleanup")), Secret.of(SECRET));

            assertThat(starting.answer(with("Bearer " + SECRET)).status()).isEqualTo(202);
            assertThat(entered.await(1, TimeUnit.MINUTES)).isTrue();
            Answer answer = starting.answer(with("Bearer " + SECRET));
            leave.countDown();

            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.body()).contains("\"success\":false", "\"error\":\"already running\"");
        }
    }

    @Test
    void answers_404_if_there_is_no_such_job() {
        ManualJobs jobs = ManualJobs.at(NOW)
                .job(Job.named("cleanup").cron("0 2 * * *").run(runs::incrementAndGet))
                .build();
        jobs.start();
        CronEndpoint starting =
                CronEndpoint.of(CronTrigger.of("backup", () -> jobs.runNow("backup")), Secret.of(SECRET));

        try (Logged log = new Logged()) {
            assertThat(starting.answer(with("Bearer " + SECRET)).status()).isEqualTo(404);
            assertThat(log.text()).doesNotContain(SECRET);
        }
    }

    @Test
    void tells_nobody_outside_why_it_failed() {
        CronEndpoint failing = CronEndpoint.of(
                trigger(() -> {
                    throw new IllegalStateException("hunter2");
                }),
                Secret.of(SECRET));

        try (Logged log = new Logged()) {
            Answer answer = failing.answer(with("Bearer " + SECRET));

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body())
                    .isEqualTo("{\"success\":false,\"timestamp\":\"2026-01-31T12:00:00Z\","
                            + "\"error\":\"cleanup failed; the log says why\"}");
            assertThat(log.text()).contains("IllegalStateException").doesNotContain("hunter2", SECRET);
        }
    }

    @Test
    void logs_nothing_of_who_is_refused() {
        try (Logged log = new Logged()) {
            endpoint.answer(with("Bearer wrong-" + SECRET));

            assertThat(log.text()).isEmpty();
        }
    }

    @Test
    void refuses_weak_secrets_all_at_once_and_shows_none() {
        CronTrigger trigger = trigger(() -> {});

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CronEndpoint.of(
                        trigger,
                        Secret.of("fifteen-letters"),
                        Secret.of(SECRET),
                        Secret.of("sixteen letters!"),
                        Secret.of("sixteen-lettérs!"),
                        Secret.of("")))
                .withMessageStartingWith("CronEndpoint has 4 problems:")
                .withMessageContainingAll(
                        "secret 1 of 5 is shorter than 16 characters; make one by openssl rand -hex 32",
                        "secret 3 of 5 holds a blank",
                        "secret 4 of 5 holds a blank",
                        "secret 5 of 5 is shorter")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("fifteen", "sixteen", SECRET));
        assertThat(CronEndpoint.of(trigger, Secret.of("sixteen-letters!"))).isNotNull();
    }

    @Test
    void is_safe_from_a_burst_of_requests() {
        List<Integer> inner = new ArrayList<>();
        List<CronEndpoint> self = new ArrayList<>();
        self.add(CronEndpoint.of(
                trigger(() ->
                        inner.add(self.get(0).answer(with("Bearer " + SECRET)).status())),
                Secret.of(SECRET)));

        assertThat(self.get(0).answer(with("Bearer " + SECRET)).status()).isEqualTo(200);
        assertThat(inner).containsExactly(409);
    }

    private static SampleRequest with(String authorization) {
        return SampleRequest.get("/api/cron/cleanup").with("Authorization", authorization);
    }

    private static CronTrigger trigger(Job.Work work) {
        return CronTrigger.of("cleanup", work).withClock(() -> NOW);
    }
}
