package dev.seaworthy.security.http.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seaworthy.security.apikey.ApiKeys;
import dev.seaworthy.security.apikey.IssuedKey;
import dev.seaworthy.security.apikey.KeyRequest;
import dev.seaworthy.security.apikey.store.ApiKeyStore;
import dev.seaworthy.security.headers.HeaderField;
import dev.seaworthy.security.headers.SecurityHeaders;
import dev.seaworthy.security.http.HttpSecurity;
import dev.seaworthy.security.http.Passage;
import dev.seaworthy.security.http.guard.Caller;
import dev.seaworthy.security.http.guard.Guard;
import dev.seaworthy.security.http.guard.Identity;
import dev.seaworthy.security.http.guard.Ruling;
import dev.seaworthy.security.http.message.Answer;
import dev.seaworthy.security.testing.InMemoryApiKeyStore;
import dev.seaworthy.security.testing.RecordingHeaders;
import dev.seaworthy.security.testing.SampleRequest;
import dev.seaworthy.testkit.Logged;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyGuardTest {
    private final InMemoryApiKeyStore store = new InMemoryApiKeyStore();
    private Instant now = Instant.parse("2026-01-31T12:00:00Z");
    private final ApiKeys keys = keys(store, Duration.ofSeconds(10));
    private final IssuedKey issued =
            keys.issue(KeyRequest.forOwner("acme").scopes("content:read").expiresAfter(Duration.ofDays(1)));
    private final String key = issued.secret().reveal();
    private final String wrong = unknownKey();
    private final Guard guard = ApiKeyGuard.builder(keys).realm("ContentMax").build();

    private ApiKeys keys(ApiKeyStore store, Duration staleness) {
        return ApiKeys.builder()
                .prefix("cm")
                .environment("live")
                .store(store)
                .cacheFor(staleness)
                .clock(() -> now)
                .build();
    }

    /** One of the right form that is in no store of this test. */
    private static String unknownKey() {
        ApiKeys others = ApiKeys.builder()
                .prefix("cm")
                .environment("live")
                .store(new InMemoryApiKeyStore())
                .build();
        return others.issue(KeyRequest.forOwner("x")).secret().reveal();
    }

    private static SampleRequest get(String authorization) {
        return SampleRequest.get("/api/content").with("Authorization", authorization);
    }

    private static Ruling judge(Guard guard, SampleRequest request) {
        Optional<InetAddress> address = request.remoteAddress().map(ApiKeyGuardTest::address);
        return guard.judge(Caller.of(request, () -> address));
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int status(Ruling ruling) {
        return ruling.answer().map(Answer::status).orElse(200);
    }

    private static Answer refusal(int status, String why, String challenge) {
        return Answer.json(status, "{\"error\":\"" + why + "\"}").with("WWW-Authenticate", challenge);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER   "})
    void who_shows_a_valid_key_passes_as_its_owner(String scheme) {
        Ruling ruling = judge(guard, get(scheme + key));

        assertThat(ruling.answer()).isEmpty();
        assertThat(ruling.identity()).contains(new Identity(issued.key().id(), "acme", Set.of("content:read")));
    }

    @Test
    void without_a_key_a_401_says_that_one_is_needed_and_names_no_error() {
        Answer needed = refusal(401, "an API key is needed", "Bearer realm=\"ContentMax\"");

        assertThat(judge(guard, SampleRequest.get("/api/content")).answer()).contains(needed);
        assertThat(judge(guard, get("Basic dTpw")).answer()).contains(needed);
        assertThat(judge(guard, get("Bearer ")).answer()).contains(needed);
        assertThat(judge(guard, SampleRequest.get("/api/content").with("X-API-Key", key))
                        .answer())
                .contains(needed);
    }

    @Test
    void a_key_that_is_not_valid_is_told_so() {
        assertInvalid("Bearer " + wrong, "the API key is not valid");
        assertInvalid("Bearer hunter2", "the API key is not valid: it is no API key");
        assertInvalid(
                "Bearer " + key.replace("_live_", "_test_"),
                "the API key is not valid: its checksum is wrong," + " so it was not copied as it is");
        now = now.plus(Duration.ofDays(1));
        assertInvalid("Bearer " + key, "the API key has expired");
        keys.revoke(issued.key().id());
        assertInvalid("Bearer " + key, "the API key was revoked");
    }

    private void assertInvalid(String authorization, String why) {
        assertThat(judge(guard, get(authorization)).answer())
                .contains(refusal(401, why, "Bearer realm=\"ContentMax\", error=\"invalid_token\""));
    }

    @Test
    void a_header_of_its_own_shows_a_key_too() {
        Guard named = ApiKeyGuard.builder(keys).header("X-API-Key").build();
        SampleRequest request = SampleRequest.get("/api/content");

        assertThat(status(judge(named, request.with("x-api-key", " " + key + " "))))
                .isEqualTo(200);
        assertThat(status(judge(named, get("Bearer " + key)))).isEqualTo(200);
        assertThat(status(judge(named, get("Bearer " + key).with("X-API-Key", key))))
                .isEqualTo(200);
        assertThat(judge(named, get("Bearer " + key).with("X-API-Key", wrong)).answer())
                .contains(refusal(401, "several API keys are shown", "Bearer realm=\"api\", error=\"invalid_token\""));
        assertThat(status(judge(named, get("Bearer " + wrong).with("X-API-Key", key))))
                .isEqualTo(401);
    }

    @Test
    void answers_vary_by_a_header_of_its_own() {
        Guard named = ApiKeyGuard.builder(keys).header("X-API-Key").build();
        for (SampleRequest request : new SampleRequest[] {get("Bearer " + key), get("Bearer " + wrong)}) {
            RecordingHeaders sent = new RecordingHeaders();
            judge(named, request).writeTo(sent);
            assertThat(sent.values("Vary")).containsExactly("Authorization", "X-API-Key");
        }
        RecordingHeaders sent = new RecordingHeaders();
        judge(guard, get("Bearer " + key)).writeTo(sent);
        assertThat(sent.values("Vary")).containsExactly("Authorization");
    }

    @Test
    void what_is_admitted_is_private_if_nothing_else_is_said() {
        RecordingHeaders admitted = new RecordingHeaders();
        judge(guard, get("Bearer " + key)).writeTo(admitted);
        RecordingHeaders refused = new RecordingHeaders();
        judge(guard, get("Bearer " + wrong)).writeTo(refused);
        RecordingHeaders stated = new RecordingHeaders();
        stated.set("Cache-Control", "max-age=60");
        judge(guard, get("Bearer " + key)).writeTo(stated);

        assertThat(admitted.values("Cache-Control")).containsExactly("private");
        assertThat(refused.values("Cache-Control")).isEmpty();
        assertThat(stated.values("Cache-Control")).containsExactly("max-age=60");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET | /api/content | read | 200 |",
                "HEAD | /api/content | read | 200 |",
                "HEAD | /api/content | write | 403 | read",
                "get | /api/content | write | 403 | read",
                "POST | /api/content | read | 403 | write",
                "POST | /api/content | write | 200 |",
                "PATCH | /api/content | read,write,admin | 403 |",
                "GET | /api/admin/users | read | 403 | admin read",
                "GET | /api/admin | read | 403 | admin read",
                "GET | /api/admin/users | read,admin | 200 |",
                "GET | /api/administrators | read | 200 |",
                "GET | /api/x/..;/admin/users | read | 403 | admin read",
                "GET | //api/admin/users | read | 403 | admin read",
                "GET | /api/%61dmin/users | read | 403 | admin read",
            })
    void scopes_are_asked_by_method_and_path(String method, String target, String scopes, int status, String needed) {
        Guard scoped = ApiKeyGuard.builder(keys)
                .scope("GET", "read")
                .scope("POST", "write")
                .scope("GET", "/api/admin/", "admin")
                .build();
        String text = keys.issue(KeyRequest.forOwner("acme").scopes(scopes.split(",")))
                .secret()
                .reveal();

        Ruling ruling = judge(scoped, SampleRequest.of(method, target).with("Authorization", "Bearer " + text));

        assertThat(status(ruling)).isEqualTo(status);
        if (status == 403 && needed == null) {
            assertThat(ruling.answer()).contains(Answer.json(403, "{\"error\":\"no API key allows this\"}"));
        } else if (status == 403) {
            String scope = ", scope=\"" + needed + "\"";
            assertThat(ruling.answer())
                    .contains(refusal(
                            403,
                            "the API key does not allow this",
                            "Bearer realm=\"api\", error=\"insufficient_scope\"" + scope));
        }
    }

    @Test
    void a_scope_without_a_method_is_asked_of_all() {
        Guard scoped = ApiKeyGuard.builder(keys).scope("content:read").build();
        Guard other = ApiKeyGuard.builder(keys).scope("content:write").build();

        assertThat(status(judge(scoped, get("Bearer " + key)))).isEqualTo(200);
        assertThat(status(judge(other, get("Bearer " + key)))).isEqualTo(403);
    }

    /** Of 20 failures in an hour, so that none is paid off meanwhile. */
    private final AtomicLong nanos = new AtomicLong();

    private final Guard strict = strict(keys);

    private Guard strict(ApiKeys keys) {
        return ApiKeyGuard.builder(keys)
                .throttle(FailureThrottle.of(20, Duration.ofHours(1)))
                .nanoTime(nanos::get)
                .build();
    }

    /** The same over keys that are read anew each time. */
    private final ApiKeys uncached = keys(store, Duration.ZERO);

    private final Guard rereading = strict(uncached);

    private void failTooOften() {
        failTooOften(strict);
    }

    private void failTooOften(Guard guard) {
        for (int i = 0; i < 20; i++) {
            assertThat(status(judge(guard, get("Bearer " + wrong)))).isEqualTo(401);
        }
    }

    @Test
    void who_fails_too_often_waits_and_spares_the_store() {
        failTooOften();
        int finds = store.finds();

        Ruling ruling = judge(strict, get("Bearer " + wrong));

        assertThat(status(ruling)).isEqualTo(429);
        assertThat(ruling.answer().orElseThrow().body())
                .isEqualTo("{\"error\":\"too many API keys that are not valid came from this address\"}");
        assertThat(ruling.answer().orElseThrow().headers())
                .contains(new HeaderField("Retry-After", "180"))
                .extracting(HeaderField::name)
                .doesNotContain("WWW-Authenticate");
        assertThat(status(judge(strict, get("Bearer " + key)))).isEqualTo(429);
        assertThat(store.finds()).isEqualTo(finds);
        assertThat(status(judge(strict, get("Bearer " + key).from("192.0.2.7"))))
                .isEqualTo(200);
        assertThat(status(judge(strict, SampleRequest.get("/api/content")))).isEqualTo(401);
    }

    @Test
    void an_address_that_must_wait_is_told_once_a_minute() {
        failTooOften();
        try (Logged log = new Logged()) {
            judge(strict, get("Bearer " + wrong));
            assertThat(log.text())
                    .contains("Too many API keys that are not valid came from 127.0.0.1")
                    .doesNotContain(wrong);
        }
        try (Logged log = new Logged()) {
            judge(strict, get("Bearer " + wrong));
            assertThat(log.text()).isEmpty();
            nanos.addAndGet(Duration.ofMinutes(1).toNanos());
            judge(strict, get("Bearer " + wrong));
            assertThat(log.text()).contains("127.0.0.1");
        }
    }

    @Test
    void a_key_that_works_goes_on_working_beside_who_fails() {
        judge(strict, get("Bearer " + key));
        failTooOften();

        assertThat(status(judge(strict, get("Bearer " + wrong)))).isEqualTo(429);
        assertThat(status(judge(strict, get("Bearer " + key)))).isEqualTo(200);
    }

    @Test
    void a_key_that_works_goes_on_working_when_it_is_read_anew_and_rotated() {
        judge(rereading, get("Bearer " + key));
        failTooOften(rereading);

        assertThat(status(judge(rereading, get("Bearer " + key)))).isEqualTo(200);
        IssuedKey next = uncached.rotate(issued.key().id(), Duration.ofHours(1)).orElseThrow();
        assertThat(status(judge(rereading, get("Bearer " + key)))).isEqualTo(200);
        assertThat(status(judge(rereading, get("Bearer " + next.secret().reveal()))))
                .isEqualTo(200);
    }

    @Test
    void what_costs_the_store_nothing_is_no_failure() {
        judge(strict, get("Bearer " + key));
        now = now.plus(Duration.ofDays(1));
        for (int i = 0; i < 1_000; i++) {
            assertThat(status(judge(strict, get("Bearer " + key)))).isEqualTo(401);
            assertThat(status(judge(strict, get("Bearer hunter2")))).isEqualTo(401);
            assertThat(status(judge(strict, SampleRequest.get("/api/content")))).isEqualTo(401);
        }

        IssuedKey other = keys.issue(KeyRequest.forOwner("neighbour"));
        assertThat(status(judge(strict, get("Bearer " + other.secret().reveal()))))
                .isEqualTo(200);
    }

    @Test
    void a_key_that_is_not_active_is_let_to_the_store_by_no_memory() {
        judge(rereading, get("Bearer " + key));
        uncached.revoke(issued.key().id());
        judge(rereading, get("Bearer " + key));
        for (int i = 0; i < 19; i++) {
            judge(rereading, get("Bearer " + wrong));
        }
        int finds = store.finds();

        assertThat(status(judge(rereading, get("Bearer " + key)))).isEqualTo(429);
        assertThat(store.finds()).isEqualTo(finds);
    }

    @Test
    void of_many_tries_at_once_so_many_reach_the_store_and_no_more() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(20);
        CountDownLatch refused = new CountDownLatch(1);
        Guard slow = strict(keys(waiting(started, refused), Duration.ZERO));
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            for (int i = 0; i < 20; i++) {
                threads.execute(() -> judge(slow, get("Bearer " + wrong)));
            }
            assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();

            assertThat(status(judge(slow, get("Bearer " + wrong)))).isEqualTo(429);
        } finally {
            refused.countDown();
            threads.shutdown();
        }
    }

    /** An empty store that answers when it may. */
    private static ApiKeyStore waiting(CountDownLatch asked, CountDownLatch may) {
        return (ApiKeyStore) Proxy.newProxyInstance(
                ApiKeyGuardTest.class.getClassLoader(), new Class<?>[] {ApiKeyStore.class}, (proxy, method, given) -> {
                    asked.countDown();
                    may.await();
                    return Optional.empty();
                });
    }

    @Test
    void success_and_showing_nothing_are_no_failures() {
        for (int i = 0; i < 30; i++) {
            assertThat(status(judge(strict, get("Bearer " + issueAnother())))).isEqualTo(200);
            assertThat(status(judge(strict, SampleRequest.get("/api/content")))).isEqualTo(401);
        }
        assertThat(status(judge(strict, get("Bearer " + wrong)))).isEqualTo(401);
    }

    private String issueAnother() {
        return keys.issue(KeyRequest.forOwner("acme")).secret().reveal();
    }

    @Test
    void a_hundred_failures_a_minute_are_let_pass_if_nothing_is_said() {
        for (int i = 0; i < 100; i++) {
            assertThat(status(judge(guard, get("Bearer " + wrong)))).isEqualTo(401);
        }
    }

    @Test
    void who_has_no_address_is_not_throttled() {
        for (int i = 0; i < 30; i++) {
            assertThat(status(judge(strict, get("Bearer " + wrong).fromUnixSocket())))
                    .isEqualTo(401);
        }
    }

    @Test
    void a_store_that_fails_lets_nobody_pass_counts_and_is_told_once_a_minute() {
        store.fail();
        try (Logged log = new Logged()) {
            assertThat(judge(strict, get("Bearer " + key)).answer())
                    .contains(Answer.json(503, "{\"error\":\"API keys can't be verified at the moment\"}"));
            assertThat(log.text())
                    .contains("API keys can't be verified", "the store of API keys was told to fail")
                    .doesNotContain(key);
        }
        try (Logged log = new Logged()) {
            for (int i = 1; i < 20; i++) {
                assertThat(status(judge(strict, get("Bearer " + key)))).isEqualTo(503);
            }
            assertThat(log.text()).isEmpty();
        }
        store.recover();
        assertThat(status(judge(strict, get("Bearer " + key)))).isEqualTo(429);
        assertThat(status(judge(strict, get("Bearer " + key).from("192.0.2.7"))))
                .isEqualTo(200);
    }

    @Test
    void of_two_headers_that_are_alike_none_counts_and_a_blank_one_shows_nothing() {
        Guard named = ApiKeyGuard.builder(keys).header("X-API-Key").build();
        SampleRequest bearer = get("Bearer " + key);

        assertThat(status(judge(named, bearer.with("X-API-Key", " ")))).isEqualTo(200);
        assertThat(judge(named, SampleRequest.get("/api/content").with("X-API-Key", " "))
                        .answer())
                .contains(refusal(401, "an API key is needed", "Bearer realm=\"api\""));
        assertSeveral(judge(named, bearer.with("X-API-Key", key).with("X-API-Key", key)));
        assertSeveral(judge(named, bearer.with("Authorization", "Bearer x").with("X-API-Key", key)));
    }

    private static void assertSeveral(Ruling ruling) {
        assertThat(ruling.answer())
                .contains(refusal(401, "several API keys are shown", "Bearer realm=\"api\", error=\"invalid_token\""));
    }

    @Test
    void a_scope_of_a_path_alone_is_asked_of_all_methods() {
        Guard scoped = ApiKeyGuard.builder(keys)
                .scope("content:read")
                .scopeUnder("/api/admin/", "admin")
                .build();

        assertThat(status(judge(scoped, get("Bearer " + key)))).isEqualTo(200);
        for (String method : new String[] {"GET", "POST", "PURGE"}) {
            SampleRequest request = SampleRequest.of(method, "/api/admin/users");
            assertThat(status(judge(scoped, request.with("Authorization", "Bearer " + key))))
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/admin/", "POTS", "get", ""})
    void a_scope_of_what_is_no_method_is_refused(String method) {
        ApiKeyGuard.Builder builder = ApiKeyGuard.builder(keys).scope(method, "admin");

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage(
                        "ApiKeyGuard: method \"" + method + "\" is none of DELETE, GET, HEAD, OPTIONS, PATCH, POST,"
                                + " PUT; scopeUnder takes a path alone");
    }

    @Test
    void authorization_is_no_header_of_its_own() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ApiKeyGuard.builder(keys).header("authorization").build())
                .withMessage(
                        "ApiKeyGuard: header Authorization is read as Bearer by itself; leave it out, or name another");
    }

    @Test
    void stands_before_a_part_of_a_service() {
        HttpSecurity security = HttpSecurity.builder()
                .headers(SecurityHeaders.jsonApi())
                .guard("/api/", ApiKeyGuard.of(keys))
                .build();

        Passage refused = security.admit(SampleRequest.get("/api/content"));
        Passage admitted = security.admit(get("Bearer " + key));

        assertThat(refused.answer().orElseThrow().status()).isEqualTo(401);
        assertThat(admitted.answer()).isEmpty();
        assertThat(security.admit(SampleRequest.get("/")).answer()).isEmpty();
        assertThat(admitted.identity().orElseThrow().owner()).isEqualTo("acme");
    }

    @Test
    void tells_all_that_is_wrong_with_a_declaration() {
        ApiKeyGuard.Builder builder = ApiKeyGuard.builder(keys)
                .realm("a \"b\"")
                .header("X API Key")
                .scope("a b")
                .scope("GET", "/api", "read");

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessageStartingWith("ApiKeyGuard has 4 problems:\n"
                        + "- the realm is 1 to 100 of printable ASCII without double quotes and backslashes\n")
                .withMessageContaining("- Header name of 9 characters is not a token")
                .withMessageContaining("- scope \"a b\" must be 1 to 100 of printable ASCII")
                .withMessageContaining("- path prefix \"/api\" must begin and end with a slash, as in /api/");
    }

    @Test
    void what_was_shown_is_not_told() {
        assertThat(Shown.by(get("Bearer " + key), null)).hasToString("Shown[1]");
    }
}
