package dev.seaworthy.security.scan.rule;

import dev.seaworthy.security.headers.SecurityHeaders;
import dev.seaworthy.security.scan.grade.ScanFinding.Severity;
import dev.seaworthy.security.scan.visit.Answer;
import dev.seaworthy.security.scan.visit.Observed;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What all answers have in common, or should: the page, by GET and HEAD, and the one where there is none. */
final class OtherAnswerRules {
    private static final SecurityHeaders LEAKING =
            SecurityHeaders.builder().removeLeakingHeaders().build();

    /** Those of the page that an error page needs as well. */
    private static final List<String> EVERYWHERE = List.of(
            "Strict-Transport-Security",
            "Content-Security-Policy",
            "X-Content-Type-Options",
            "X-Frame-Options",
            "Referrer-Policy",
            "Cross-Origin-Resource-Policy",
            "Cross-Origin-Opener-Policy",
            "Permissions-Policy");

    /** Without these an error page can be framed, sniffed, scripted or downgraded. */
    private static final Set<String> GRAVE =
            Set.of("Strict-Transport-Security", "Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options");

    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d");
    private static final Pattern STACK =
            Pattern.compile("\\bat [\\w.$/]{1,200}\\([\\w$]{1,100}\\.(?:java|kt):\\d{1,6}\\)");
    private static final int SERVER_ERROR = 500;
    private static final int CLIENT_ERROR = 400;
    private static final Set<Integer> NO_HEAD = Set.of(405, 501);

    private final Findings findings;

    OtherAnswerRules(Findings findings) {
        this.findings = findings;
    }

    void judge(Observed observed) {
        leaks(observed);
        observed.missing().ifPresent(missing -> {
            unprotected(observed.page(), missing);
            status(missing);
            stack(missing);
        });
        observed.head().ifPresent(head -> head(observed.page(), head));
        if (!observed.unanswered().isEmpty()) {
            findings.hold(
                    "unanswered",
                    Severity.LOW,
                    observed.unanswered().size()
                            + " requests of the scan had no answer, or were turned away, so not all is known",
                    String.join("; ", observed.unanswered()),
                    "See whether the server turns away many requests, or give it more time");
        }
    }

    private void leaks(Observed observed) {
        Map<String, String> leaking = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Stream.concat(Stream.of(observed.page()), observed.missing().stream())
                .flatMap(answer -> answer.headers().map().entrySet().stream())
                .filter(header -> LEAKING.removes(header.getKey()))
                .forEach(header -> leaking.putIfAbsent(header.getKey(), String.join(", ", header.getValue())));
        leaking.forEach((name, value) -> {
            boolean hasVersion = VERSION.matcher(value).find();
            findings.hold(
                    hasVersion ? "version-leaked" : "name-leaked",
                    hasVersion ? Severity.LOW : Severity.NOTE,
                    "A header tells what runs here" + (hasVersion ? ", with its version" : ""),
                    name + (hasVersion ? ": " + value : ""),
                    "Take it away");
        });
    }

    private void unprotected(Answer page, Answer missing) {
        List<String> absent = EVERYWHERE.stream()
                .filter(name -> page.has(name) && !missing.has(name))
                .toList();
        if (!absent.isEmpty()) {
            findings.hold(
                    "error-page-unprotected",
                    absent.stream().anyMatch(GRAVE::contains) ? Severity.MEDIUM : Severity.LOW,
                    "An error page lacks headers that the page has",
                    "status " + missing.status() + " without " + String.join(", ", absent),
                    "Write them before anything else runs, so that they stand on errors too");
        }
    }

    private void status(Answer missing) {
        if (missing.status() >= SERVER_ERROR) {
            findings.hold(
                    "missing-path-fails",
                    Severity.LOW,
                    "A path that nobody has makes the server fail",
                    "status " + missing.status(),
                    "Answer 404");
        } else if (missing.status() < CLIENT_ERROR) {
            findings.hold(
                    "missing-path-found",
                    Severity.NOTE,
                    "A path that nobody has is no error, so the headers of errors were not seen",
                    "status " + missing.status(),
                    "");
        }
    }

    private void stack(Answer missing) {
        if (STACK.matcher(missing.body()).find()) {
            findings.hold(
                    "stack-trace",
                    Severity.MEDIUM,
                    "An error page shows a stack trace, which tells what runs here",
                    "status " + missing.status(),
                    "Write an error page of your own");
        }
    }

    /** HEAD has the headers of GET (RFC 9110 §9.3.2). */
    private void head(Answer page, Answer head) {
        Set<String> absent = EVERYWHERE.stream()
                .filter(name -> page.has(name) && !head.has(name))
                .collect(Collectors.toCollection(TreeSet::new));
        if (NO_HEAD.contains(head.status())) {
            findings.hold("head-refused", Severity.NOTE, "HEAD is refused", "status " + head.status(), "");
        } else if (head.status() != page.status() || !absent.isEmpty()) {
            findings.hold(
                    "head-differs",
                    Severity.LOW,
                    "HEAD is not answered as GET is",
                    "status " + head.status() + " and " + page.status()
                            + (absent.isEmpty() ? "" : ", without " + String.join(", ", absent)),
                    "Let the same code write the headers of both");
        }
    }
}
