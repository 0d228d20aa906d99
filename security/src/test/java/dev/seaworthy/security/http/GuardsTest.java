package dev.seaworthy.security.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seaworthy.security.cors.Cors;
import dev.seaworthy.security.headers.SecurityHeaders;
import dev.seaworthy.security.http.guard.Guard;
import dev.seaworthy.security.http.guard.Identity;
import dev.seaworthy.security.http.guard.Ruling;
import dev.seaworthy.security.http.maintenance.MaintenanceMode;
import dev.seaworthy.security.http.message.Answer;
import dev.seaworthy.security.http.proxy.TrustedProxies;
import dev.seaworthy.security.testing.RecordingHeaders;
import dev.seaworthy.security.testing.SampleRequest;
import dev.seaworthy.testkit.Logged;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardsTest {
    private static final Identity ACME = new Identity("key-1", "acme", Set.of("read"));
    private static final Answer NO = Answer.json(403, "{}");

    private final List<String> asked = new ArrayList<>();

    @Test
    void a_guard_that_admits_says_who_it_is_and_adds_headers() {
        Passage passage = guarded("/api/", caller -> Ruling.admit(ACME).with(sink -> sink.set("X-Left", "9")))
                .admit(SampleRequest.get("/api/ok"));

        assertThat(passage.answer()).isEmpty();
        assertThat(passage.identity()).contains(ACME);
        RecordingHeaders headers = new RecordingHeaders();
        passage.writeTo(headers);
        passage.writeTo(headers);
        assertThat(headers.values("X-Left")).containsExactly("9");
    }

    @Test
    void a_guard_that_refuses_answers_and_its_headers_stand_too() {
        Passage passage = guarded("/api/", caller -> Ruling.refuse(NO).with(sink -> sink.set("X-Left", "0")))
                .admit(SampleRequest.get("/api/ok"));

        assertThat(passage.answer()).contains(NO);
        RecordingHeaders headers = new RecordingHeaders();
        passage.writeTo(headers);
        assertThat(headers.values("X-Left")).containsExactly("0");
        assertThat(headers.values("X-Content-Type-Options")).containsExactly("nosniff");
    }

    @Test
    void later_guards_know_whom_an_earlier_one_found_and_one_that_refuses_is_the_last() {
        HttpSecurity security = builder()
                .guard("/", caller -> ask("first", Ruling.admit(ACME)))
                .guard(
                        "/",
                        caller -> ask("then " + caller.identity().orElseThrow().owner(), Ruling.admit()))
                .guard("/", caller -> ask("third", Ruling.refuse(NO)))
                .guard("/", caller -> ask("fourth", Ruling.admit()))
                .build();

        Passage passage = security.admit(SampleRequest.get("/"));

        assertThat(asked).containsExactly("first", "then acme", "third");
        assertThat(passage.answer()).contains(NO);
        assertThat(passage.identity()).contains(ACME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/ok", "/api", "/api/", "/api/ok?x", "/page/..;/api/ok", "//page", "/x/..%2fapi/ok"})
    void a_guard_meets_all_paths_of_its_prefix_and_those_that_may_be_read_so(String target) {
        assertThat(guarded("/api/", caller -> Ruling.refuse(NO))
                        .admit(SampleRequest.get(target))
                        .answer())
                .contains(NO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/page", "/", "/apis", "/ap", "/API/ok"})
    void a_guard_does_not_meet_other_paths(String target) {
        assertThat(guarded("/api/", caller -> Ruling.refuse(NO))
                        .admit(SampleRequest.get(target))
                        .answer())
                .isEmpty();
    }

    @Test
    void preflights_maintenance_and_endpoints_come_first() {
        boolean[] closed = {false};
        HttpSecurity security = builder()
                .cors(
                        "/api/",
                        Cors.builder()
                                .origins("https://app.example")
                                .methods("PUT")
                                .build())
                .endpoint("/api/cron", request -> Answer.json(202, "{}"))
                .maintenance(
                        MaintenanceMode.when(() -> closed[0]).closeAllPaths().build())
                .guard("/", caller -> ask("guard", Ruling.refuse(NO)))
                .build();

        assertThat(security.admit(preflight()).answer()).map(Answer::status).contains(204);
        assertThat(security.admit(SampleRequest.get("/api/cron")).answer())
                .map(Answer::status)
                .contains(202);
        closed[0] = true;
        assertThat(security.admit(SampleRequest.get("/page")).answer())
                .map(Answer::status)
                .contains(503);
        assertThat(asked).isEmpty();
    }

    static Stream<Throwable> failures() {
        return Stream.of(new IllegalStateException("password=hunter2"), new StackOverflowError("password=hunter2"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void a_guard_that_throws_lets_nobody_pass_and_tells_the_caller_nothing(Throwable failure) {
        HttpSecurity security = guarded("/", caller -> {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        });

        try (Logged log = new Logged()) {
            Answer answer =
                    security.admit(SampleRequest.get("/api/ok")).answer().orElseThrow();

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body()).doesNotContain("hunter2");
            assertThat(log.text()).contains("A guard of / failed").doesNotContain("hunter2");
        }
    }

    @Test
    void what_a_caller_sends_forges_no_line_of_the_log() {
        HttpSecurity security = guarded("/", caller -> {
            throw new IllegalStateException();
        });

        try (Logged log = new Logged()) {
            security.admit(SampleRequest.get("/a%0aERROR%20forged"));

            assertThat(log.text()).contains("A guard of / failed").doesNotContain("forged");
        }
    }

    @Test
    void a_guard_that_rules_nothing_lets_nobody_pass() {
        HttpSecurity security = guarded("/", caller -> null);

        assertThat(security.admit(SampleRequest.get("/")).answer())
                .map(Answer::status)
                .contains(500);
    }

    @Test
    void an_endpoint_that_answers_nothing_opens_no_way_past_the_guards() {
        HttpSecurity security = builder()
                .endpoint("/api/cron", request -> null)
                .guard("/", caller -> Ruling.refuse(NO))
                .build();

        assertThat(security.admit(SampleRequest.get("/api/cron")).answer())
                .map(Answer::status)
                .contains(500);
    }

    @Test
    void headers_of_one_ruling_add_up() {
        Ruling ruling = Ruling.admit().with(sink -> sink.set("X-A", "1")).with(sink -> sink.set("X-B", "2"));

        RecordingHeaders headers = new RecordingHeaders();
        ruling.writeTo(headers);
        assertThat(headers.values("X-A")).containsExactly("1");
        assertThat(headers.values("X-B")).containsExactly("2");
    }

    @Test
    void what_a_guard_varies_by_stands_after_the_application_has_set_vary() {
        Passage passage = guarded("/", caller -> Ruling.admit().with(sink -> sink.add("Vary", "X-API-Key")))
                .admit(SampleRequest.get("/"));

        RecordingHeaders headers = new RecordingHeaders();
        headers.set("Vary", "Accept-Encoding");
        passage.vary(headers);
        assertThat(headers.values("Vary").toString()).contains("Accept-Encoding", "X-API-Key");
    }

    @Test
    void a_policy_of_cors_covers_the_path_without_the_last_slash_as_a_guard_does() {
        HttpSecurity security = builder()
                .cors(
                        "/api/",
                        Cors.builder()
                                .origins("https://app.example")
                                .methods("PUT")
                                .build())
                .guard("/api/", caller -> Ruling.refuse(NO))
                .build();

        assertThat(security.admit(SampleRequest.of("OPTIONS", "/api")
                                .with("Origin", "https://app.example")
                                .with("Access-Control-Request-Method", "PUT"))
                        .answer())
                .map(Answer::status)
                .contains(204);
    }

    @Test
    void a_guard_sees_the_client_behind_the_proxies() throws Exception {
        List<Optional<InetAddress>> seen = new ArrayList<>();
        HttpSecurity security = builder()
                .trustedProxies(TrustedProxies.ranges("10.0.0.0/8"))
                .guard("/", caller -> {
                    seen.add(caller.address());
                    return Ruling.admit();
                })
                .build();

        Passage passage =
                security.admit(SampleRequest.get("/").from("10.0.0.1").with("X-Forwarded-For", "203.0.113.7"));

        assertThat(seen).containsExactly(Optional.of(InetAddress.getByName("203.0.113.7")));
        assertThat(passage.clientAddress()).isSameAs(seen.get(0));
    }

    @Test
    void a_prefix_that_is_none_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder()
                        .guard("/api", caller -> Ruling.admit())
                        .guard("api/*/", caller -> Ruling.admit())
                        .build())
                .withMessageContaining("path prefix of a guard \"/api\" must begin and end with a slash")
                .withMessageContaining("path prefix of a guard \"api/*/\"");
    }

    private Ruling ask(String name, Ruling ruling) {
        asked.add(name);
        return ruling;
    }

    private static SampleRequest preflight() {
        return SampleRequest.of("OPTIONS", "/api/ok")
                .with("Origin", "https://app.example")
                .with("Access-Control-Request-Method", "PUT");
    }

    private static HttpSecurity guarded(String prefix, Guard guard) {
        return builder().guard(prefix, guard).build();
    }

    private static HttpSecurity.Builder builder() {
        return HttpSecurity.builder().headers(SecurityHeaders.owasp());
    }
}
