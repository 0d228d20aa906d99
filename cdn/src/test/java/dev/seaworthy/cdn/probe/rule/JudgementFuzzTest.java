package dev.seaworthy.cdn.probe.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.cdn.probe.ProbeReport;
import dev.seaworthy.cdn.probe.answer.Answer;
import dev.seaworthy.cdn.probe.answer.Asked;
import dev.seaworthy.cdn.probe.answer.Marks;
import dev.seaworthy.cdn.probe.answer.Sight;
import dev.seaworthy.cdn.probe.declaration.Expectation;
import dev.seaworthy.cdn.probe.verdict.UrlVerdict;
import dev.seaworthy.core.Secret;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whatever a server sends is judged. */
class JudgementFuzzTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    private static final List<String> NAMES = List.of(
            "Cache-Status",
            "CF-Cache-Status",
            "X-Cache",
            "X-Varnish",
            "Age",
            "Date",
            "Vary",
            "Cache-Control",
            "CDN-Cache-Control",
            "Set-Cookie",
            "Content-Encoding",
            "Access-Control-Allow-Origin");

    private static final List<String> PIECES = List.of(
            "HIT",
            "hit",
            ";",
            ",",
            "=",
            "\"",
            "\\",
            "max-age",
            "s-maxage",
            "-1",
            "9999999999",
            "999999999999999999999",
            "*",
            "(",
            ")",
            "?1",
            ":",
            "ttl=-999999999999999",
            "ttl=999999999999999",
            "fwd",
            "stale",
            " ",
            "\t",
            "\u00e9",
            "\u0000",
            "\u001b[2J",
            "no-store",
            "0",
            "1.5",
            "Cookie",
            "%s",
            "Sat, 28 Nov 2026 12:00:00 GMT",
            "Sun, 31 Dec 9999 23:59:59 GMT",
            "$1",
            "\uffff");

    private static final List<Asked> ASKED = List.of(
            Asked.anybody(),
            Asked.visitor(1, "Cookie"),
            Asked.visitor(2, "Cookie"),
            Asked.acceptingGzip(),
            Asked.fromAnotherOrigin());

    private final Random random = new Random(20261128);

    @Test
    void no_header_set_makes_a_rule_throw() {
        Expectation never = Expectation.neverCached("https://contentmax.example/a");
        Expectation cached = Expectation.cached("https://contentmax.example/a");
        List<Expectation> expectations = List.of(
                never, cached, cached.edgeTtl(DAY, DAY).browserTtl(DAY, DAY).immutable());

        for (int i = 0; i < 1_000; i++) {
            Expectation expectation = expectations.get(i % expectations.size());
            Sight sight = new Sight(expectation, answers(), List.of(), new Marks(List.of(mark("x=1"), mark("HIT"))));

            UrlVerdict verdict = new UrlVerdict("u", "e", Judgement.of(sight), sight.observations());

            ProbeReport report = new ProbeReport(NOW, List.of(verdict), 1);
            assertThat(verdict.findings()).isNotEmpty();
            assertThat(report.toText() + report.toJson()).matches("[\\n\\x20-\\x7e]*");
        }
    }

    private static Secret mark(String text) {
        return Secret.of(text);
    }

    private List<Answer> answers() {
        List<Answer> answers = new ArrayList<>();
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            Asked asked = ASKED.get(random.nextInt(ASKED.size()));
            int status = List.of(200, 200, 304, 404, 500, 999).get(random.nextInt(6));
            answers.add(Answer.of(asked, NOW, status, headers(), new byte[] {(byte) random.nextInt(2)}));
        }
        answers.add(Answer.of(Asked.anybody(), NOW, 200, headers(), new byte[0]));
        return answers;
    }

    private HttpHeaders headers() {
        Map<String, List<String>> headers = new TreeMap<>();
        for (int i = random.nextInt(10); i > 0; i--) {
            headers.computeIfAbsent(NAMES.get(random.nextInt(NAMES.size())), name -> new ArrayList<>())
                    .add(value());
        }
        return HttpHeaders.of(headers, (name, value) -> true);
    }

    private String value() {
        StringBuilder value = new StringBuilder();
        for (int piece = random.nextInt(8); piece > 0; piece--) {
            value.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return value.toString();
    }
}
