package dev.seaworthy.core.deploy.checklist.report;

import dev.seaworthy.core.deploy.check.Severity;
import dev.seaworthy.core.deploy.check.Status;
import dev.seaworthy.core.deploy.check.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** Reports to show. */
final class Reports {
    static final Instant AT = Instant.parse("2026-11-27T09:00:00Z");

    private static final String[] HOSTILE = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "]]>",
        "<!--",
        "-->",
        "&amp;",
        "&#x3C;",
        "'",
        "\"",
        "`",
        "```",
        "|",
        "\\",
        "\\|",
        "\u001B[2J",
        "\u009B31m",
        "\u0000",
        "\u0007",
        "\u202E",
        "\u2066",
        "\u2028",
        "\uD800",
        "\uDC00",
        "\uFFFE",
        "\uFFFF",
        "\uFEFF",
        "\t",
        "_*~#!-",
        "[x](javascript:alert(1))",
        "@octocat",
        "https://evil.example/a_b",
        "www.evil.example",
        "#1",
        "a@b.example",
        "</td></tr></table>",
        "</style>",
        "日本",
        "e\u0301",
        "\uD83D\uDE00",
        "a",
        " ",
        "${x}",
        "$1"
    };

    private Reports() {}

    /** One of each status and severity, in each phase. */
    static ChecklistReport mixed() {
        return new ChecklistReport(
                "ContentMax 1.4.2",
                List.of(
                        result(
                                "environment",
                                Phase.PRE_DEPLOYMENT,
                                Severity.BLOCKING,
                                Verdict.passed("All variables are valid").with("variables", 31)),
                        result(
                                "DNS 日本",
                                Phase.PRE_DEPLOYMENT,
                                Severity.BLOCKING,
                                Verdict.warned("One address is new")
                                        .with("host", "contentmax.example")
                                        .with("addresses", 2)),
                        result(
                                "load test",
                                Phase.PRE_DEPLOYMENT,
                                Severity.ADVISORY,
                                Verdict.failed("p95 is over its budget").with("p95", "PT0.812S")),
                        result(
                                "new probe",
                                Phase.PRE_DEPLOYMENT,
                                Severity.DRY_RUN,
                                Verdict.error("Threw java.io.IOException: connection refused")),
                        result("health", Phase.DEPLOYMENT, Severity.BLOCKING, Verdict.failed("HTTP status 503")),
                        result(
                                "smoke",
                                Phase.DEPLOYMENT,
                                Severity.BLOCKING,
                                Verdict.skipped("Not run, as \"health\" does not hold: FAILED")),
                        result(
                                "error rate",
                                Phase.POST_DEPLOYMENT,
                                Severity.BLOCKING,
                                Verdict.inconclusive("Too few requests").with("requests", 7)),
                        result(
                                "latency",
                                Phase.POST_DEPLOYMENT,
                                Severity.BLOCKING,
                                Verdict.error("No answer within PT30S: interrupted"))),
                AT,
                Duration.ofMillis(2_413));
    }

    static ItemResult result(String name, Phase phase, Severity severity, Verdict verdict) {
        return new ItemResult(name, phase, severity, verdict, AT, Duration.ofMillis(120));
    }

    /** Names, sentences and figures that mean no good. */
    static ChecklistReport hostile(Random random) {
        List<ItemResult> results = random.ints(1 + random.nextInt(6), 0, 1_000_000)
                .mapToObj(i -> new ItemResult(
                        text(random) + i,
                        Phase.values()[random.nextInt(Phase.values().length)],
                        Severity.values()[random.nextInt(Severity.values().length)],
                        new Verdict(
                                Status.values()[random.nextInt(Status.values().length)],
                                "x" + text(random),
                                Map.of(text(random), text(random), "figure", text(random))),
                        AT,
                        Duration.ofNanos(random.nextInt(2_000_000_000))))
                .toList();
        return new ChecklistReport(text(random) + "t", results, AT, Duration.ofSeconds(3));
    }

    /** The characters, but line feeds, that could steer a terminal or turn the direction of writing. */
    static String steering(String text) {
        return text.codePoints()
                .filter(character -> character != '\n')
                .filter(character -> switch (Character.getType(character)) {
                    case Character.CONTROL, Character.SURROGATE -> true;
                    case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
                    case Character.FORMAT -> character != 0x200C && character != 0x200D;
                    default -> false;
                })
                .mapToObj(character -> "U+%04X ".formatted(character))
                .collect(Collectors.joining());
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(HOSTILE[random.nextInt(HOSTILE.length)]);
        }
        return text.toString();
    }
}
