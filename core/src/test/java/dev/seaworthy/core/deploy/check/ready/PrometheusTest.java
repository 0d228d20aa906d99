package dev.seaworthy.core.deploy.check.ready;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.deploy.check.Check;
import dev.seaworthy.core.deploy.check.Status;
import dev.seaworthy.core.deploy.check.Verdict;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PrometheusTest {
    private final LoopbackServer server = new LoopbackServer();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private int status = 200;

    PrometheusTest() throws IOException {
        server.on("/prometheus/api/v1/query", exchange -> {
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            String query = exchange.getRequestURI().getRawQuery().substring("query=".length());
            byte[] body = answers.getOrDefault(
                            URLDecoder.decode(query, StandardCharsets.UTF_8), "no answer to this query")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_value_within_the_limit_passes_with_its_figures() throws Exception {
        String query = "sum(rate(errors{job=\"a&b\"}[5m])) / 2 + 1";
        answers.put(query, vector("0.01"));

        Verdict verdict = prometheus().atMost(query, 0.01).run();

        assertThat(verdict)
                .isEqualTo(Verdict.passed("All values are within the limit")
                        .with("least", "0.01")
                        .with("most", "0.01")
                        .with("series", 1)
                        .with("limit", "at most 0.01"));
    }

    @Test
    void one_series_beyond_the_limit_fails() throws Exception {
        answers.put("up", vector("1", "0", "1"));

        Verdict verdict = prometheus().atLeast("up", 1).run();

        assertThat(verdict.status()).isEqualTo(Status.FAILED);
        assertThat(verdict.sentence()).isEqualTo("1 of 3 values are beyond the limit");
        assertThat(verdict.figures()).containsEntry("least", "0.0").containsEntry("most", "1.0");
    }

    @Test
    void a_scalar_is_a_value_too_and_infinity_is_beyond_each_limit() throws Exception {
        answers.put("scalar(x)", body("scalar", "[1, \"0.5\"]"));
        answers.put("infinite", vector("+Inf"));
        answers.put("negative", vector("-Inf"));

        assertThat(status(prometheus().atMost("scalar(x)", 0.5))).isEqualTo(Status.PASSED);
        assertThat(status(prometheus().atMost("infinite", 1e300))).isEqualTo(Status.FAILED);
        assertThat(status(prometheus().atLeast("negative", -1e300))).isEqualTo(Status.FAILED);
    }

    @Test
    void no_value_and_no_number_decide_nothing() throws Exception {
        answers.put("empty", vector());
        answers.put("nan", vector("1", "NaN"));

        assertThat(status(prometheus().atMost("empty", 1))).isEqualTo(Status.INCONCLUSIVE);
        assertThat(status(prometheus().atMost("nan", 1))).isEqualTo(Status.INCONCLUSIVE);
        assertThat(status(prometheus().atLeast("nan", 1))).isEqualTo(Status.INCONCLUSIVE);
    }

    @Test
    void traffic_within_a_budget_passes_and_over_it_fails() throws Exception {
        Budget budget = Budget.errorRate(0.01).p95(Duration.ofMillis(500));
        answers.put("requests", vector("1000.4"));
        answers.put("few", vector("20"));
        answers.put("errors", vector("10"));
        answers.put("p95", vector("0.25"));
        answers.put("slow", vector("0.75"));

        assertThat(prometheus()
                        .within(budget, "requests", "errors", "p95")
                        .run()
                        .figures())
                .containsEntry("requests", "1000.4")
                .containsEntry("error rate", "0.009996")
                .containsEntry("p95", "PT0.25S");
        assertThat(status(prometheus().within(budget, "requests", "errors", "p95")))
                .isEqualTo(Status.PASSED);
        assertThat(status(prometheus().within(budget, "requests", "errors", "slow")))
                .isEqualTo(Status.FAILED);
        assertThat(status(prometheus().within(budget, "few", "errors", "p95"))).isEqualTo(Status.INCONCLUSIVE);
        assertThat(status(prometheus().within(Budget.errorRate(0.01), "requests", "errors")))
                .isEqualTo(Status.PASSED);
        assertThatIllegalArgumentException().isThrownBy(() -> prometheus().within(budget, "requests", "errors"));
    }

    @Test
    void errors_of_a_rate_are_not_rounded_away() throws Exception {
        answers.put("requests", vector("100.2"));
        answers.put("errors", vector("0.4"));

        Verdict verdict = prometheus()
                .within(Budget.errorRate(0.001), "requests", "errors")
                .run();

        assertThat(verdict.status()).isEqualTo(Status.FAILED);
        assertThat(verdict.figures()).containsEntry("errors", "0.4").containsEntry("error rate", "0.003992");
    }

    @Test
    void an_answer_with_a_warning_decides_nothing_and_says_which() throws Exception {
        String warned = vector("1000").replace("[]", "[\"a store is\\nmissing\",\"b\"]");
        answers.put("warned", warned);
        answers.put("zero", vector("0"));

        assertThat(prometheus().atMost("warned", 2000).run())
                .extracting(Verdict::status, Verdict::sentence)
                .containsExactly(Status.INCONCLUSIVE, "Prometheus warns of its answer: a store is");
        assertThat(status(prometheus().within(Budget.errorRate(0.1), "warned", "zero")))
                .isEqualTo(Status.INCONCLUSIVE);
    }

    @Test
    void an_answer_of_more_than_a_megabyte_says_so() {
        answers.put("many", vector("1").replace("\"a\"", '"' + "a".repeat(1 << 20) + '"'));

        assertThatExceptionOfType(CheckException.class)
                .isThrownBy(() -> prometheus().atMost("many", 1).run())
                .withMessageContainingAll("longer than 1048576 bytes", "fewer series");
    }

    @Test
    void traffic_with_a_query_that_has_no_value_decides_nothing() throws Exception {
        answers.put("requests", vector("1000"));
        answers.put("zero", vector("0"));
        answers.put("none", vector());
        answers.put("nan", vector("NaN"));
        answers.put("infinite", vector("+Inf"));
        Budget budget = Budget.errorRate(0.01).p95(Duration.ofMillis(500));

        for (String none : List.of("none", "nan", "infinite")) {
            assertThat(status(prometheus().within(budget, none, "zero", "zero")))
                    .isEqualTo(Status.INCONCLUSIVE);
            assertThat(status(prometheus().within(budget, "requests", none, "zero")))
                    .isEqualTo(Status.INCONCLUSIVE);
            assertThat(status(prometheus().within(budget, "requests", "zero", none)))
                    .isEqualTo(Status.INCONCLUSIVE);
        }
    }

    @Test
    void a_query_of_traffic_with_several_series_is_refused() {
        answers.put("requests", vector("1000", "2000"));

        assertThatExceptionOfType(CheckException.class)
                .isThrownBy(() -> prometheus()
                        .within(Budget.errorRate(0.01), "requests", "requests")
                        .run())
                .withMessageContaining("must have one value, and has 2");
    }

    @Test
    void an_answer_of_another_status_could_not_be_asked_and_says_why() {
        status = 400;
        answers.put("bad(", "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"parse error\\nat 4\"}");

        assertThatExceptionOfType(CheckException.class)
                .isThrownBy(() -> prometheus().atMost("bad(", 1).run())
                .withMessage("Prometheus answered with status 400: parse error");
        assertThatExceptionOfType(CheckException.class)
                .isThrownBy(() -> prometheus().atMost("other", 1).run())
                .withMessage("Prometheus answered with status 400");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html></html>",
                "",
                "[]",
                "{}",
                "{\"status\":\"error\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}",
                "{\"status\":\"success\"}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":{}}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{}]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[7]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"value\":[1,2]}]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[{\"value\":[1,\"x\"]}]}}",
                "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}"
            })
    void an_answer_that_is_none_could_not_be_asked(String body) {
        answers.put("q", body);

        assertThatExceptionOfType(CheckException.class)
                .isThrownBy(() -> prometheus().atMost("q", 1).run());
    }

    @Test
    void a_token_is_sent_and_shown_nowhere() throws Exception {
        answers.put("up", vector("1"));

        Verdict verdict =
                prometheus().bearer(Secret.of("s3cret")).atLeast("up", 1).run();
        prometheus().atLeast("up", 1).run();

        assertThat(authorizations).containsExactly("Bearer s3cret", "null");
        assertThat(verdict.toString()).doesNotContain("s3cret");
    }

    @Test
    void what_is_no_server_and_no_time_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Prometheus.at(URI.create("prometheus:9090")));
        assertThatIllegalArgumentException().isThrownBy(() -> prometheus().timeout(Duration.ZERO));
    }

    private Prometheus prometheus() {
        return Prometheus.at(server.url("/prometheus/"));
    }

    private static Status status(Check check) throws Exception {
        return check.run().status();
    }

    private static String vector(String... values) {
        return body(
                "vector",
                Stream.of(values)
                        .map(value -> "{\"metric\":{\"job\":\"a\"},\"value\":[1764234000.781,\"" + value + "\"]}")
                        .collect(Collectors.joining(",", "[", "]")));
    }

    private static String body(String type, String result) {
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"" + type + "\",\"result\":" + result
                + "},\"warnings\":[],\"infos\":[\"i\"]}";
    }
}
