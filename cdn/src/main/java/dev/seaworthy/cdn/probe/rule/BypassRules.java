package dev.seaworthy.cdn.probe.rule;

import dev.seaworthy.cdn.probe.answer.Answer;
import dev.seaworthy.cdn.probe.answer.Sight;
import dev.seaworthy.cdn.probe.verdict.FindingKind;
import java.util.Optional;

/** What is declared never cached. */
final class BypassRules {
    private static final int CLIENT_ERROR = 400;

    private BypassRules() {}

    static void judge(Sight sight, Judgement.Findings findings) {
        Optional<Answer> copy = sight.copies().findFirst();
        copy.ifPresent(answer -> findings.add(
                FindingKind.PRIVATE_CACHED,
                "A copy is served of what is declared never cached" + sameFor(sight, answer),
                answer));
        if (copy.isEmpty() && !sight.answers().isEmpty() && sight.unanswered().isEmpty()) {
            findings.add(
                    FindingKind.BYPASSED,
                    "No copy in " + sight.answers().size() + " tries",
                    sight.answers().get(0));
        }
        sight.plain().stream()
                .filter(answer -> answer.status() < CLIENT_ERROR)
                .filter(answer -> answer.control().reasonForNoCopy().isEmpty())
                .findFirst()
                .ifPresent(answer -> findings.add(
                        FindingKind.STORABLE,
                        "The answer does not forbid caches to serve a copy of it",
                        answer,
                        "Cache-Control"));
    }

    private static String sameFor(Sight sight, Answer copy) {
        return sight.plain().stream()
                .filter(other -> other.asked().visitor() != copy.asked().visitor())
                .filter(other -> other.content().equals(copy.content()))
                .findFirst()
                .map(other -> ": " + other.asked().how() + " got the same content as "
                        + copy.asked().how())
                .orElse("");
    }
}
