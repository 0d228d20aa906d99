package dev.seaworthy.security.http.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seaworthy.security.apikey.ApiKeys;
import dev.seaworthy.security.apikey.IssuedKey;
import dev.seaworthy.security.apikey.KeyRequest;
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
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyGuardTest {
    private final InMemoryApiKeyStore store = new InMemoryApiKeyStore();
    private Instant now = Instant.parse("2026-01-31T12:00:00Z");
    private final ApiKeys keys = ApiKeys.builder()
            .prefix("cm")
            .environment("live")
            .store(store)
            .clock(() -> now)
            .build();
    private final IssuedKey issued =
            keys.issue(KeyRequest.forOwner("acme").scopes("content:read").expiresAfter(Duration.ofDays(1)));
    private final String key = issued.secret().reveal();
    private final String wrong = unknownKey();
    private final Guard guard = ApiKeyGuard.builder(keys).realm("ContentMax").build();

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
        assertThat(judge(guard, get("Bearer " + key).with("Authorization", "Bearer " + key))
                        .answer())
                .contains(needed);
        assertThat(judge(guard, SampleRequest.get("/api/content").with("X-API-Key", key))
                        .answer())
                .contains(needed);
    }

    @Test
    void a_key_that_is_not_valid_is_told_so() {
        assertInvalid("Bearer " + wrong, "the API key is not valid");
        assertInvalid("Bearer hunter2", "the API key is not valid: it is no API key");
        assertInvalid("Bearer ", "the API key is not valid: it is no API key");
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
        assertThat(judge(named, request.with("X-API-Key", key).with("X-API-Key", key))
                        .answer())
                .contains(refusal(401, "an API key is needed", "Bearer realm=\"api\""));
        assertThat(judge(named, get("Bearer " + key).with("X-API-Key", wrong)).answer())
                .contains(refusal(
                        401, "two API keys are shown that differ", "Bearer realm=\"api\", error=\"invalid_token\""));
        assertThat(status(judge(named, get("Bearer " + wrong).with("X-API-Key", key))))
                .isEqualTo(401);
    }

    @Test
    void answers_vary_by_a_header_of_its_own() {
        Guard named = ApiKeyGuard.builder(keys).header("X-API-Key").build();
        for (SampleRequest request : new SampleRequest[] {get("Bearer " + key), get("Bearer " + wrong)}) {
            RecordingHeaders sent = new RecordingHeaders();
            judge(named, request).writeTo(sent);
            assertThat(sent.fields()).containsExactly(new HeaderField("Vary", "X-API-Key"));
        }
        RecordingHeaders none = new RecordingHeaders();
        judge(guard, get("Bearer " + key)).writeTo(none);
        assertThat(none.fields()).isEmpty();
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
        if (status == 403) {
            String scope = needed == null ? "" : ", scope=\"" + needed + "\"";
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

    @Test
    void who_fails_too_often_waits_and_spares_the_store() {
        for (int i = 0; i < 20; i++) {
            assertThat(status(judge(guard, get("Bearer " + wrong)))).isEqualTo(401);
        }
        int finds = store.finds();

        Ruling ruling = judge(guard, get("Bearer " + wrong));

        assertThat(status(ruling)).isEqualTo(429);
        assertThat(ruling.answer().orElseThrow().body())
                .isEqualTo("{\"error\":\"too many API keys that are not valid came from this address\"}");
        assertThat(ruling.answer().orElseThrow().headers())
                .contains(new HeaderField("Retry-After", "3"))
                .extracting(HeaderField::name)
                .doesNotContain("WWW-Authenticate");
        assertThat(status(judge(guard, get("Bearer " + key)))).isEqualTo(429);
        assertThat(store.finds()).isEqualTo(finds);
        assertThat(status(judge(guard, get("Bearer " + key).from("192.0.2.7")))).isEqualTo(200);
        assertThat(status(judge(guard, SampleRequest.get("/api/content")))).isEqualTo(401);
    }

    @Test
    void a_key_that_works_goes_on_working_beside_who_fails() {
        judge(guard, get("Bearer " + key));
        for (int i = 0; i < 30; i++) {
            judge(guard, get("Bearer " + wrong));
            judge(guard, get("Bearer hunter2"));
        }

        assertThat(status(judge(guard, get("Bearer hunter2")))).isEqualTo(429);
        assertThat(status(judge(guard, get("Bearer " + key)))).isEqualTo(200);
    }

    @Test
    void success_and_showing_nothing_are_no_failures() {
        for (int i = 0; i < 30; i++) {
            assertThat(status(judge(guard, get("Bearer " + key)))).isEqualTo(200);
            assertThat(status(judge(guard, SampleRequest.get("/api/content")))).isEqualTo(401);
        }
        assertThat(status(judge(guard, get("Bearer " + wrong)))).isEqualTo(401);
    }

    @Test
    void another_throttle_is_asked_if_it_is_stated() {
        Guard strict = ApiKeyGuard.builder(keys)
                .throttle(FailureThrottle.of(1, Duration.ofMinutes(1)))
                .build();
        judge(strict, get("Bearer " + wrong));

        assertThat(judge(strict, get("Bearer " + wrong)).answer().orElseThrow().headers())
                .contains(new HeaderField("Retry-After", "60"));
    }

    @Test
    void who_has_no_address_is_not_throttled() {
        for (int i = 0; i < 30; i++) {
            assertThat(status(judge(guard, get("Bearer " + wrong).fromUnixSocket())))
                    .isEqualTo(401);
        }
    }

    @Test
    void a_store_that_fails_lets_nobody_pass() {
        store.fail();
        try (Logged log = new Logged()) {
            assertThat(judge(guard, get("Bearer " + key)).answer())
                    .contains(Answer.json(503, "{\"error\":\"API keys can't be verified at the moment\"}"));
            assertThat(log.text())
                    .contains("An API key could not be verified", "the store of API keys was told to fail")
                    .doesNotContain(key);
            for (int i = 0; i < 30; i++) {
                judge(guard, get("Bearer " + key));
            }
        }
        store.recover();
        assertThat(status(judge(guard, get("Bearer " + key)))).isEqualTo(200);
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
