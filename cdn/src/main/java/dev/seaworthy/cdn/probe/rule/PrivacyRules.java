package dev.seaworthy.cdn.probe.rule;

import dev.seaworthy.cdn.probe.answer.Answer;
import dev.seaworthy.cdn.probe.answer.Sight;
import dev.seaworthy.cdn.probe.verdict.FindingKind;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What one visitor gets that is another's. */
final class PrivacyRules {
    /** Cookies that Cloudflare's edge adds to an answer after the cache; no copy holds them. */
    private static final List<String> OF_THE_EDGE = List.of("__cf", "_cf", "cf_");

    private PrivacyRules() {}

    static void judge(Sight sight, Judgement.Findings findings) {
        sight.answers().stream()
                .filter(answer -> sight.marks().strangerIn(answer) > 0)
                .findFirst()
                .ifPresent(answer -> findings.add(
                        FindingKind.PRIVATE_SERVED,
                        "What visitor " + sight.marks().strangerIn(answer) + " has sent came back to another",
                        answer,
                        "Age",
                        "Cache-Control",
                        "Vary"));
        sight.copies()
                .filter(answer -> !shared(sight, answer).isEmpty())
                .findFirst()
                .ifPresent(answer -> findings.add(
                        FindingKind.COOKIE_CACHED,
                        "A copy sets a cookie for all who get it: " + String.join(", ", shared(sight, answer)),
                        answer,
                        "Set-Cookie",
                        "Age"));
    }

    /** The names of the cookies that the copy has, and that no other copy has with another value. */
    private static Set<String> shared(Sight sight, Answer copy) {
        return copy.cookies().entrySet().stream()
                .filter(cookie -> !isOfTheEdge(cookie.getKey()))
                .filter(cookie -> sight.copies()
                        .allMatch(other -> cookie.getValue()
                                .equals(other.cookies().getOrDefault(cookie.getKey(), cookie.getValue()))))
                .map(java.util.Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static boolean isOfTheEdge(String cookie) {
        return OF_THE_EDGE.stream().anyMatch(cookie.toLowerCase(Locale.ROOT)::startsWith);
    }
}
