package dev.seaworthy.security.http.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seaworthy.core.json.Json;
import dev.seaworthy.security.cors.Cors;
import dev.seaworthy.security.headers.SecurityHeaders;
import dev.seaworthy.security.http.HttpSecurity;
import dev.seaworthy.security.http.Passage;
import dev.seaworthy.security.http.guard.Identity;
import dev.seaworthy.security.http.guard.Ruling;
import dev.seaworthy.security.http.message.Answer;
import dev.seaworthy.security.http.proxy.TrustedProxies;
import dev.seaworthy.security.ratelimit.Availability;
import dev.seaworthy.security.ratelimit.LocalBuckets;
import dev.seaworthy.security.ratelimit.PostgresBuckets;
import dev.seaworthy.security.ratelimit.RateLimiter;
import dev.seaworthy.security.ratelimit.RatePolicy;
import dev.seaworthy.security.testing.RecordingHeaders;
import dev.seaworthy.security.testing.SampleRequest;
import dev.seaworthy.testkit.Logged;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

class RateLimitsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final AtomicLong time = new AtomicLong();

    private RateLimiter limiter(RatePolicy... policies) {
        RateLimiter.Builder builder =
                RateLimiter.builder().buckets(LocalBuckets.upTo(1_000).ticker(time::get));
        List.of(policies).forEach(builder::policy);
        return builder.build();
    }

    private RateLimits.Builder limits(RatePolicy... policies) {
        return RateLimits.builder(limiter(policies));
    }

    private static HttpSecurity.Builder security(RateLimits limits) {
        return HttpSecurity.builder().headers(SecurityHeaders.owasp()).guard("/api/", limits);
    }

    private static RecordingHeaders headers(Passage passage) {
        RecordingHeaders headers = new RecordingHeaders();
        passage.writeTo(headers);
        passage.answer()
                .ifPresent(answer -> answer.headers().forEach(field -> headers.set(field.name(), field.value())));
        return headers;
    }

    private static int status(Passage passage) {
        return passage.answer().map(Answer::status).orElse(200);
    }

    private static int status(HttpSecurity security, SampleRequest request) {
        return status(security.admit(request));
    }

    @Test
    void a_client_is_told_what_is_left_and_then_refused() {
        HttpSecurity security = security(
                        limits(RatePolicy.bucket("burst", 2, MINUTE), RatePolicy.bucket("daily", 9, Duration.ofDays(1)))
                                .build())
                .build();

        RecordingHeaders first = headers(security.admit(SampleRequest.get("/api/a")));
        assertThat(first.values("RateLimit-Policy")).containsExactly("\"burst\";q=2;w=60", "\"daily\";q=9;w=86400");
        assertThat(first.values("RateLimit")).containsExactly("\"burst\";r=1;t=31", "\"daily\";r=8;t=9601");
        assertThat(first.values("Retry-After")).isEmpty();
        assertThat(status(security, SampleRequest.get("/api/a"))).isEqualTo(200);
        time.addAndGet(Duration.ofMillis(10_500).toNanos());
        Passage refused = security.admit(SampleRequest.get("/api/a"));
        RecordingHeaders last = headers(refused);

        assertThat(status(refused)).isEqualTo(429);
        assertThat(last.values("RateLimit")).containsExactly("\"burst\";r=0;t=20", "\"daily\";r=7");
        assertThat(last.values("Retry-After")).containsExactly("20");
        assertThat(last.values("Cache-Control")).contains("no-store");
        assertThat(last.values("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(last.values("Content-Type")).containsExactly("application/problem+json");
        assertThat(Json.readTree(refused.answer().orElseThrow().body()))
                .isEqualTo(Map.of(
                        "type",
                        "https://iana.org/assignments/http-problem-types#quota-exceeded",
                        "title",
                        "Too many requests",
                        "status",
                        429,
                        "violated-policies",
                        List.of("burst")));
        time.addAndGet(Duration.ofSeconds(20).toNanos());
        assertThat(status(security, SampleRequest.get("/api/a"))).isEqualTo(200);
    }

    @Test
    void fields_are_written_anew_and_not_twice() {
        Passage passage = security(limits(RatePolicy.bucket("burst", 2, MINUTE)).build())
                .build()
                .admit(SampleRequest.get("/api/a"));
        RecordingHeaders headers = new RecordingHeaders();

        passage.writeTo(headers);
        passage.writeTo(headers);
        passage.settle(headers);

        assertThat(headers.values("RateLimit")).containsExactly("\"burst\";r=1;t=31");
        assertThat(headers.values("RateLimit-Policy")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"100, 1, 1", "5, 999, 1", "5, 1001, 2", "7, 60000, 60", "1, 31622400000, 31622400", "0, 250, 1"})
    void fields_are_lists_of_strings_with_integers_that_are_not_negative(long limit, long millis, long seconds) {
        HttpSecurity security = security(limits(RatePolicy.perWindow("a.b-c_D", limit, Duration.ofMillis(millis)))
                        .build())
                .build();
        for (int i = 0; i < 6; i++) {
            Passage passage = security.admit(SampleRequest.get("/api/"));
            RecordingHeaders headers = headers(passage);
            var policy = FieldListReader.read(String.join(", ", headers.values("RateLimit-Policy")));
            var left = FieldListReader.read(String.join(", ", headers.values("RateLimit")));

            assertThat(policy).containsExactly(new FieldListReader.Member("a.b-c_D", Map.of("q", limit, "w", seconds)));
            assertThat(left.get(0).name()).isEqualTo("a.b-c_D");
            assertThat(left.get(0).parameters().get("r")).isBetween(0L, limit);
            assertThat(left.get(0).parameters().getOrDefault("t", 0L)).isBetween(0L, seconds + 1);
            long retry = headers.value("Retry-After").map(Long::parseLong).orElse(Long.MAX_VALUE);
            assertThat(retry).isBetween(1L, Long.MAX_VALUE);
            assertThat(Math.min(86_400, left.get(0).parameters().getOrDefault("t", 0L)))
                    .isLessThanOrEqualTo(retry);
        }
    }

    @Test
    void where_no_time_helps_there_is_no_retry_after() {
        HttpSecurity security = security(
                        limits(RatePolicy.perWindow("closed", 0, MINUTE)).build())
                .build();

        Passage refused = security.admit(SampleRequest.get("/api/"));

        assertThat(status(refused)).isEqualTo(429);
        assertThat(headers(refused).values("Retry-After")).isEmpty();
        assertThat(headers(refused).values("RateLimit")).containsExactly("\"closed\";r=0");
    }

    @Test
    void a_wait_of_days_is_told_as_it_is_and_retried_after_one() {
        HttpSecurity security = security(limits(RatePolicy.bucket("yearly", 1, Duration.ofDays(365)))
                        .build())
                .build();
        assertThat(status(security, SampleRequest.get("/api/"))).isEqualTo(200);

        RecordingHeaders headers = headers(security.admit(SampleRequest.get("/api/")));

        assertThat(headers.values("Retry-After")).containsExactly("86400");
        assertThat(headers.values("RateLimit")).containsExactly("\"yearly\";r=0;t=31536001");
    }

    @Test
    void a_refusal_may_read_as_an_error_and_when_to_retry() {
        HttpSecurity security = security(limits(RatePolicy.bucket("burst", 1, MINUTE))
                        .refusal(Refusal.ERROR_AND_RETRY_AFTER)
                        .build())
                .build();
        security.admit(SampleRequest.get("/api/"));

        Answer refused = security.admit(SampleRequest.get("/api/")).answer().orElseThrow();

        assertThat(refused.status()).isEqualTo(429);
        assertThat(Json.readTree(refused.body())).isEqualTo(Map.of("error", "Too many requests", "retryAfter", 61));
        assertThat(refused.headers()).anySatisfy(field -> {
            assertThat(field.name()).isEqualTo("Retry-After");
            assertThat(field.value()).isEqualTo("61");
        });
    }

    @Test
    void headers_from_before_tell_of_the_policy_that_leaves_least() {
        HttpSecurity security = security(
                        limits(RatePolicy.bucket("daily", 9, Duration.ofDays(1)), RatePolicy.bucket("burst", 2, MINUTE))
                                .legacyHeaders()
                                .clock(() -> Instant.ofEpochSecond(1_000, 1))
                                .build())
                .build();

        RecordingHeaders headers = headers(security.admit(SampleRequest.get("/api/")));

        assertThat(headers.values("X-RateLimit-Limit")).containsExactly("2");
        assertThat(headers.values("X-RateLimit-Remaining")).containsExactly("1");
        assertThat(headers.values("X-RateLimit-Reset")).containsExactly("1031");
        assertThat(headers(security(limits(RatePolicy.bucket("burst", 2, MINUTE))
                                        .build())
                                .build()
                                .admit(SampleRequest.get("/api/")))
                        .values("X-RateLimit-Limit"))
                .isEmpty();
    }

    @Test
    void preflights_and_exempt_paths_are_not_counted() {
        HttpSecurity security = security(limits(RatePolicy.bucket("burst", 1, MINUTE))
                        .exempt("/api/health", "/api/hooks/")
                        .build())
                .cors("/api/", Cors.builder().origins("https://a.example").build())
                .build();
        SampleRequest preflight = SampleRequest.of("OPTIONS", "/api/a")
                .with("Origin", "https://a.example")
                .with("Access-Control-Request-Method", "GET");
        for (int i = 0; i < 5; i++) {
            assertThat(status(security, preflight)).isEqualTo(204);
            assertThat(status(security, SampleRequest.get("/api/health"))).isEqualTo(200);
            assertThat(status(security, SampleRequest.get("/api/hooks/a"))).isEqualTo(200);
        }
        assertThat(headers(security.admit(SampleRequest.get("/api/health"))).values("RateLimit"))
                .isEmpty();

        assertThat(status(security, SampleRequest.get("/api/health/a"))).isEqualTo(200);
        assertThat(status(security, SampleRequest.get("/api/x/..;/health"))).isEqualTo(429);
        assertThat(status(security, SampleRequest.get("/api/x/../health"))).isEqualTo(429);
    }

    @Test
    void a_request_costs_what_is_stated_and_one_that_costs_nothing_passes() {
        HttpSecurity security = security(limits(RatePolicy.bucket("burst", 10, MINUTE))
                        .cost(caller -> caller.request().path().equals("/api/search") ? 8 : 0)
                        .build())
                .build();

        assertThat(status(security, SampleRequest.get("/api/search"))).isEqualTo(200);
        assertThat(status(security, SampleRequest.get("/api/search"))).isEqualTo(429);
        assertThat(status(security, SampleRequest.get("/api/free"))).isEqualTo(200);
    }

    @Test
    void what_costs_more_than_a_policy_ever_admits_is_told_that_no_wait_helps() {
        HttpSecurity security = security(limits(RatePolicy.bucket("burst", 5, MINUTE))
                        .cost(caller -> 6)
                        .build())
                .build();

        Answer refused = security.admit(SampleRequest.get("/api/")).answer().orElseThrow();

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.body()).contains("\"detail\":\"No wait helps");
    }

    @Test
    void each_route_has_its_own_limits_and_each_is_told() {
        HttpSecurity security = security(
                        limits(RatePolicy.bucket("all", 5, MINUTE)).build())
                .guard(
                        "/api/login/",
                        limits(RatePolicy.bucket("login", 1, MINUTE)).build())
                .build();

        RecordingHeaders headers = headers(security.admit(SampleRequest.get("/api/login")));
        assertThat(headers.values("RateLimit")).containsExactly("\"all\";r=4;t=13", "\"login\";r=0;t=61");
        assertThat(status(security, SampleRequest.get("/api/login"))).isEqualTo(429);
        assertThat(status(security, SampleRequest.get("/api/other"))).isEqualTo(200);
        assertThat(headers(security.admit(SampleRequest.get("/page"))).values("RateLimit"))
                .isEmpty();
    }

    @Test
    void who_is_known_is_counted_by_identity_and_the_others_by_address() {
        HttpSecurity security = HttpSecurity.builder()
                .headers(SecurityHeaders.owasp())
                .guard(
                        "/",
                        caller -> caller.request()
                                .line("X-User")
                                .map(user -> Ruling.admit(new Identity(user, user, Set.of())))
                                .orElse(Ruling.admit()))
                .guard("/api/", limits(RatePolicy.bucket("burst", 1, MINUTE)).build())
                .build();

        assertThat(status(
                        security, SampleRequest.get("/api/").with("X-User", "a").from("192.0.2.1")))
                .isEqualTo(200);
        assertThat(status(
                        security, SampleRequest.get("/api/").with("X-User", "a").from("192.0.2.2")))
                .isEqualTo(429);
        assertThat(status(
                        security, SampleRequest.get("/api/").with("X-User", "b").from("192.0.2.1")))
                .isEqualTo(200);
        assertThat(status(security, SampleRequest.get("/api/").from("192.0.2.1")))
                .isEqualTo(200);
        assertThat(status(security, SampleRequest.get("/api/").from("192.0.2.1")))
                .isEqualTo(429);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "192.0.2.1, ::ffff:192.0.2.1, true",
        "2001:db8:1:1100::1, 2001:db8:1:11ff:ffff::2, true",
        "2001:db8:1:1100::1, 2001:db8:1:1200::1, false"
    })
    void an_address_is_counted_whole_or_by_its_first_56_bits(String one, String other, boolean same) {
        HttpSecurity security = security(limits(RatePolicy.bucket("burst", 1, MINUTE))
                        .key(ClientKey.address())
                        .build())
                .build();

        assertThat(status(security, SampleRequest.get("/api/").from(one))).isEqualTo(200);
        assertThat(status(security, SampleRequest.get("/api/").from(other))).isEqualTo(same ? 429 : 200);
    }

    @Test
    void a_dry_run_refuses_nobody_counts_and_tells_of_each_policy_once() {
        RateLimits limits = limits(RatePolicy.bucket("burst", 1, MINUTE), RatePolicy.bucket("daily", 9, MINUTE))
                .dryRun()
                .build();
        HttpSecurity security = security(limits).build();
        try (Logged log = new Logged()) {
            for (int i = 0; i < 4; i++) {
                assertThat(status(security, SampleRequest.get("/api/"))).isEqualTo(200);
            }

            assertThat(log.text().split("policy burst would have refused", -1)).hasSize(2);
            assertThat(log.text()).doesNotContain("policy daily");
        }
        assertThat(limits.refused()).isEqualTo(3);
        assertThat(headers(security.admit(SampleRequest.get("/api/"))).values("RateLimit"))
                .contains("\"burst\";r=0;t=61");
    }

    @Test
    void what_is_not_counted_is_refused_by_503_where_limits_fail_closed() {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setServerNames(new String[] {"127.0.0.1"});
        nowhere.setPortNumbers(new int[] {1});
        for (Availability availability : Availability.values()) {
            RateLimiter limiter = RateLimiter.builder()
                    .policy(RatePolicy.bucket("burst", 1, MINUTE))
                    .buckets(PostgresBuckets.of(nowhere))
                    .whenUnavailable(availability, Duration.ofSeconds(5))
                    .build();

            Passage passage = security(RateLimits.of(limiter)).build().admit(SampleRequest.get("/api/"));

            if (availability == Availability.OPEN) {
                assertThat(status(passage)).isEqualTo(200);
                assertThat(headers(passage).values("RateLimit")).containsExactly("\"burst\";r=0;t=61");
                assertThat(status(security(RateLimits.of(limiter)).build(), SampleRequest.get("/api/")))
                        .isEqualTo(429);
            } else {
                assertThat(headers(passage).values("RateLimit")).isEmpty();
                assertThat(status(passage)).isEqualTo(503);
                assertThat(headers(passage).values("Retry-After")).containsExactly("5");
                assertThat(Json.readTree(passage.answer().orElseThrow().body()))
                        .isEqualTo(Map.of(
                                "type",
                                "https://iana.org/assignments/http-problem-types#temporary-reduced-capacity",
                                "title",
                                "Limits can't be checked at the moment",
                                "status",
                                503));
            }
        }
    }

    @Test
    void exempt_paths_that_are_wrong_are_told() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> limits(RatePolicy.bucket("burst", 1, MINUTE))
                        .exempt("health", "/a*", "/")
                        .build())
                .withMessageContainingAll(
                        "3 problems", "\"/\" is every path", "exempt path \"health\"", "exempt path \"/a*\"");
    }

    @ParameterizedTest
    @CsvSource({"X-Forwarded-For, 192.0.2.1", "Forwarded, for=192.0.2.1"})
    void a_forwarded_header_that_nobody_is_trusted_with_is_told_of_once(String header, String value) {
        HttpSecurity security =
                security(limits(RatePolicy.bucket("burst", 99, MINUTE)).build()).build();
        try (Logged log = new Logged()) {
            security.admit(SampleRequest.get("/api/").from("10.0.0.7"));
            assertThat(log.text()).isEmpty();
            for (int i = 0; i < 3; i++) {
                security.admit(SampleRequest.get("/api/").with(header, value).from("10.0.0.7"));
            }

            assertThat(log.text().split("is no trusted proxy", -1)).hasSize(2);
            assertThat(log.text()).doesNotContain("192.0.2.1", "10.0.0.7");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"::1", "2001:db8::1", "2001:DB8:0:0::1", "fe80::1%eth0", "::ffff:10.0.0.7"})
    void an_address_in_any_form_is_seen_to_be_that_of_the_connection(String remote) {
        HttpSecurity security =
                security(limits(RatePolicy.bucket("burst", 99, MINUTE)).build()).build();
        try (Logged log = new Logged()) {
            security.admit(SampleRequest.get("/api/")
                    .with("X-Forwarded-For", "192.0.2.1")
                    .from(remote));

            assertThat(log.text()).contains("is no trusted proxy").doesNotContain("is a private one");
        }
    }

    @Test
    void a_private_client_behind_a_trusted_proxy_is_told_of_once() {
        HttpSecurity security = security(
                        limits(RatePolicy.bucket("burst", 99, MINUTE)).build())
                .trustedProxies(TrustedProxies.ranges("10.0.0.7/32"))
                .build();
        SampleRequest behind = SampleRequest.get("/api/").from("10.0.0.7");
        try (Logged log = new Logged()) {
            security.admit(behind.with("X-Forwarded-For", "192.0.2.1"));
            assertThat(log.text()).isEmpty();
            for (String inner : List.of("10.0.0.8", "fd00::1", "127.0.0.1")) {
                security.admit(behind.with("X-Forwarded-For", "192.0.2.1, " + inner));
            }

            assertThat(log.text().split("is a private one", -1)).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"fd00::1, 2", "127.0.0.1, 2", "172.16.0.1, 2", "fe80::1, 2", "192.0.2.9, 1", "2001:db8::1, 1"})
    void these_addresses_are_private(String client, int parts) {
        HttpSecurity security = security(
                        limits(RatePolicy.bucket("burst", 99, MINUTE)).build())
                .trustedProxies(TrustedProxies.ranges("10.0.0.7/32"))
                .build();
        try (Logged log = new Logged()) {
            security.admit(SampleRequest.get("/api/").from("10.0.0.7").with("X-Forwarded-For", client));

            assertThat(log.text().split("is a private one", -1)).hasSize(parts);
        }
    }

    @Test
    void clients_without_an_address_share_a_key_and_that_is_told_once() {
        HttpSecurity security =
                security(limits(RatePolicy.bucket("burst", 2, MINUTE)).build()).build();
        try (Logged log = new Logged()) {
            assertThat(status(security, SampleRequest.get("/api/").fromUnixSocket()))
                    .isEqualTo(200);
            assertThat(status(security, SampleRequest.get("/api/").fromUnixSocket()))
                    .isEqualTo(200);
            assertThat(status(security, SampleRequest.get("/api/").fromUnixSocket()))
                    .isEqualTo(429);

            assertThat(log.text().split("has no client address", -1)).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource({"1000, false, 2", "999, false, 1", "5000, false, 2", "1000, true, 1"})
    void a_thousand_requests_under_one_key_are_told_of(int requests, boolean another, int parts) {
        HttpSecurity security =
                security(limits(RatePolicy.bucket("burst", 2, MINUTE)).build()).build();
        try (Logged log = new Logged()) {
            for (int i = 0; i < requests; i++) {
                security.admit(SampleRequest.get("/api/").from(another && i == 500 ? "192.0.2.2" : "192.0.2.1"));
            }

            assertThat(log.text().split("had one key", -1)).hasSize(parts);
        }
    }
}
