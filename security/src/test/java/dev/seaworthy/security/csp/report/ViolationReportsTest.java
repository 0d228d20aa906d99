package dev.seaworthy.security.csp.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ViolationReportsTest {
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");
    private static final String CSP_REPORT = "application/csp-report";
    private static final String REPORTS_JSON = "application/reports+json";

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final InstantSource clock = now::get;
    private final ViolationReports reports = builder().build();

    /** As Firefox and Safari send it. */
    @Test
    void reads_the_older_form() {
        Intake intake = accept(reports, CSP_REPORT, """
                {"csp-report": {"document-uri": "https://app.example/checkout?token=secret#x", "referrer": "",
                 "violated-directive": "script-src-elem 'self'", "effective-directive": "script-src-elem",
                 "original-policy": "default-src 'self'", "disposition": "enforce",
                 "blocked-uri": "https://evil.example:8443/a.js?q=1", "status-code": 200, "script-sample": null}}
                """);

        assertThat(intake).isEqualTo(Intake.COUNTED);
        assertThat(reports.groups())
                .containsExactly(new ViolationGroup(
                        "script-src-elem", "https://evil.example:8443", "/checkout", true, 1, NOON, NOON));
    }

    /** As Chromium sends it: several of several kinds at once. */
    @Test
    void reads_the_form_of_the_reporting_api() {
        Intake intake = accept(reports, REPORTS_JSON + "; charset=utf-8", """
                [{"type": "csp-violation", "age": 10, "url": "https://app.example/", "user_agent": "Mozilla",
                  "body": {"documentURL": "https://app.example/a", "blockedURL": "inline", "disposition": "report",
                           "effectiveDirective": "script-src-attr", "sample": "alert(1)"}},
                 {"type": "deprecation", "body": {"id": "x"}},
                 {"type": "csp-violation", "body": {"documentURL": "https://app.example/a", "blockedURL": "inline",
                           "disposition": "report", "effectiveDirective": "script-src-attr"}}]
                """);

        assertThat(intake).isEqualTo(Intake.COUNTED);
        assertThat(reports.groups())
                .containsExactly(new ViolationGroup("script-src-attr", "inline", "/a", false, 2, NOON, NOON));
        assertThat(reports.groups().get(0))
                .hasToString("script-src-attr would block inline on /a, 2 times from 2026-11-27T12:00:00Z to"
                        + " 2026-11-27T12:00:00Z");
    }

    @Test
    void counts_by_directive_origin_and_path_with_the_most_frequent_first() {
        report("img-src", "https://a.example/1.png", "/one");
        report("img-src", "https://b.example/", "/one");
        now.set(NOON.plus(Duration.ofMinutes(5)));
        report("img-src", "https://b.example/other.png?x", "/one?y=z");
        report("img-src", "https://b.example/", "/two");

        assertThat(reports.groups())
                .extracting(ViolationGroup::blocked, ViolationGroup::documentPath, ViolationGroup::count)
                .first()
                .hasToString("(\"https://b.example\", \"/one\", 2L)");
        assertThat(reports.groups()).hasSize(3);
        assertThat(reports.groups().get(0).firstSeen()).isEqualTo(NOON);
        assertThat(reports.groups().get(0).lastSeen()).isEqualTo(NOON.plus(Duration.ofMinutes(5)));
    }

    @ParameterizedTest
    @CsvSource({
        "eval, eval",
        "WASM-EVAL, wasm-eval",
        "data, data:",
        "blob, blob:",
        "chrome-extension, chrome-extension:",
        "trusted-types-sink, trusted-types-sink",
        "https://User:pw@A.Example/x, https://a.example",
        "wss://a.example, wss://a.example",
        "'', other",
        "no address at all, other",
        "<script>, other"
    })
    void brings_what_was_blocked_into_a_known_form(String reported, String blocked) {
        report("img-src", reported, "/");

        assertThat(reports.groups()).extracting(ViolationGroup::blocked).containsExactly(blocked);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "application/json", "text/plain", "application/csp-reportx"})
    void takes_no_other_type_and_does_not_read_it(String type) throws IOException {
        InputStream unread = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("read");
            }
        };

        assertThat(reports.accept(type, unread)).isEqualTo(Intake.UNSUPPORTED_TYPE);
        assertThat(Intake.UNSUPPORTED_TYPE.status()).isEqualTo(415);
    }

    @Test
    void reads_no_more_of_a_body_than_its_bound() throws IOException {
        ViolationReports bounded = builder().maxBytes(1000).build();
        ByteArrayInputStream endless = new ByteArrayInputStream(new byte[1_000_000]);

        assertThat(bounded.accept(CSP_REPORT, endless)).isEqualTo(Intake.TOO_LARGE);
        assertThat(endless.available()).isEqualTo(1_000_000 - 1001);
        assertThat(bounded.accept(CSP_REPORT, new byte[1001])).isEqualTo(Intake.TOO_LARGE);
        assertThat(bounded.accept(CSP_REPORT, new byte[1000])).isEqualTo(Intake.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{",
                "[]",
                "{\"csp-report\": []}",
                "{\"csp-report\": {\"a\": [[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]}}",
                "{\"csp-report\": {}} x",
                "{\"csp-report\": {}, \"csp-report\": {}}"
            })
    void calls_malformed_what_no_browser_sends(String body) {
        assertThat(accept(reports, CSP_REPORT, body)).isEqualTo(Intake.MALFORMED);
        assertThat(reports.groups()).isEmpty();
    }

    @Test
    void takes_brackets_in_a_text_for_no_depth() {
        String text = "[{\\\"".repeat(50);

        assertThat(accept(
                        reports,
                        CSP_REPORT,
                        "{\"csp-report\": {\"effective-directive\": \"img-src\", \"script-sample\": \"" + text
                                + "\"}}"))
                .isEqualTo(Intake.COUNTED);
    }

    @Test
    void keeps_no_more_groups_than_its_bound_and_counts_the_rest() {
        ViolationReports bounded = builder().maxGroups(3).build();
        IntStream.range(0, 10).forEach(i -> accept(bounded, CSP_REPORT, older("img-src", "inline", "/" + i)));
        accept(bounded, CSP_REPORT, older("img-src", "inline", "/1"));

        assertThat(bounded.groups()).hasSize(3);
        assertThat(bounded.groups().get(0).documentPath()).isEqualTo("/1");
        assertThat(bounded.overflow()).isEqualTo(7);
        assertThat(bounded.drain()).hasSize(3);
        assertThat(bounded.groups()).isEmpty();
        assertThat(bounded.overflow()).isZero();
    }

    @Test
    void reads_a_sample_alone() {
        ViolationReports sampling =
                builder().sampleRate(0.25).random(new Random(7)).build();
        long counted = IntStream.range(0, 2000)
                .mapToObj(i -> accept(sampling, CSP_REPORT, older("img-src", "inline", "/")))
                .filter(Intake.COUNTED::equals)
                .count();

        assertThat(counted).isBetween(400L, 600L);
        assertThat(sampling.groups().get(0).count()).isEqualTo(counted);
    }

    @Test
    void counts_what_is_told_about_its_own_site_alone_if_it_knows_it() {
        ViolationReports ours = builder().site("https://app.example").build();

        assertThat(accept(ours, CSP_REPORT, older("img-src", "inline", "/"))).isEqualTo(Intake.COUNTED);
        assertThat(accept(ours, CSP_REPORT, older("img-src", "inline", "/").replace("app.example", "evil.example")))
                .isEqualTo(Intake.NOTHING_FOR_US);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().site("https://app.example/"))
                .withMessageContaining("no origin");
    }

    @Test
    void folds_paths_as_it_is_told() {
        ViolationReports folding =
                builder().foldPaths(path -> path.replaceAll("/\\d+", "/*")).build();
        accept(folding, CSP_REPORT, older("img-src", "inline", "/orders/17"));
        accept(folding, CSP_REPORT, older("img-src", "inline", "/orders/18"));

        assertThat(folding.groups()).extracting(ViolationGroup::documentPath).containsExactly("/orders/*");
    }

    @Test
    void keeps_nothing_that_a_log_would_take_amiss() {
        Random random = new Random(20261127);
        ViolationReports hostile = builder().maxGroups(2000).build();
        for (int i = 0; i < 2000; i++) {
            accept(hostile, CSP_REPORT, older(randomText(random), randomText(random), "/" + randomText(random)));
            accept(hostile, REPORTS_JSON, randomText(random) + older("a", randomText(random), ""));
        }

        assertThat(hostile.groups()).hasSizeGreaterThan(10).allSatisfy(group -> {
            assertThat(group.toString()).matches("[\\x20-\\x7E]{1,700}");
            assertThat(group.directive()).matches("unknown|img-src|script-src");
            assertThat(group.blocked()).matches("[a-z0-9.+:/\\-]+");
        });
    }

    @Test
    void counts_exactly_under_many_threads() throws InterruptedException {
        String one = "{\"type\": \"csp-violation\", \"body\": {\"effectiveDirective\": \"img-src\"}}";
        String hundred = "[" + String.join(",", Collections.nCopies(100, one)) + "]";
        ExecutorService threads = Executors.newFixedThreadPool(8);
        for (int i = 0; i < 1000; i++) {
            threads.execute(() -> accept(reports, REPORTS_JSON, hundred));
        }
        threads.shutdown();

        assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        assertThat(reports.groups()).extracting(ViolationGroup::count).containsExactly(100_000L);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, 1.1, Double.NaN})
    void refuses_a_share_that_is_none(double rate) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().sampleRate(rate))
                .withMessageContaining("sampleRate");
    }

    @Test
    void refuses_bounds_below_one() {
        assertThatIllegalArgumentException().isThrownBy(() -> builder().maxBytes(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder().maxGroups(0));
    }

    private ViolationReports.Builder builder() {
        return ViolationReports.builder().clock(clock);
    }

    private void report(String directive, String blocked, String path) {
        assertThat(accept(reports, CSP_REPORT, older(directive, blocked, path))).isEqualTo(Intake.COUNTED);
    }

    private static Intake accept(ViolationReports reports, String type, String body) {
        return reports.accept(type, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String older(String directive, String blocked, String path) {
        return "{\"csp-report\": {\"document-uri\": \"https://app.example" + path + "\", \"effective-directive\": \""
                + directive + "\", \"blocked-uri\": \"" + blocked + "\", \"disposition\": \"enforce\"}}";
    }

    private static String randomText(Random random) {
        String[] parts = {
            "img-src",
            "script-src",
            "https://",
            "a.example",
            "/",
            "é",
            "\u2028",
            "\u007f",
            "\\n",
            "\\u001b",
            "%0a",
            " ",
            "?",
            "x".repeat(300),
            "<",
            "${jndi:ldap://x}",
            "\\u0000",
            "[",
            "{",
            ":",
            "@"
        };
        return random.ints(random.nextInt(5), 0, parts.length)
                .mapToObj(index -> parts[index])
                .collect(Collectors.joining());
    }
}
