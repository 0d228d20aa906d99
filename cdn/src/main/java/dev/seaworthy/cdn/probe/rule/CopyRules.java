package dev.seaworthy.cdn.probe.rule;

import dev.seaworthy.cdn.probe.answer.Answer;
import dev.seaworthy.cdn.probe.answer.Sight;
import dev.seaworthy.cdn.probe.verdict.CacheState;
import dev.seaworthy.cdn.probe.verdict.FindingKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is declared cached. */
final class CopyRules {
    private static final int OK = 200;

    private CopyRules() {}

    static void judge(Sight sight, Judgement.Findings findings) {
        List<Answer> anybodys = sight.anybodys();
        Optional<Answer> copy =
                anybodys.stream().filter(answer -> answer.state().isCopy()).findFirst();
        copy.ifPresent(
                answer -> findings.add(FindingKind.CACHED, "A copy at try " + (anybodys.indexOf(answer) + 1), answer));
        if (copy.isEmpty() && !anybodys.isEmpty()) {
            Answer last = anybodys.get(anybodys.size() - 1);
            findings.add(
                    FindingKind.NOT_CACHED,
                    "No copy within " + anybodys.size() + " tries: " + String.join("; ", reasons(last)),
                    last);
        }
        immutable(sight, findings);
    }

    /** All that keeps a shared cache from serving the answer again. */
    private static List<String> reasons(Answer answer) {
        List<String> reasons = new ArrayList<>();
        answer.edgeControl().reasonForNoCopy().ifPresent(directive -> reasons.add("the answer says " + directive));
        if (answer.edgeControl().directives().isEmpty() && !answer.headers().has("Expires")) {
            reasons.add("the answer declares no lifetime, and no rule of the CDN gives it one");
        }
        if (answer.status() != OK) {
            reasons.add("its status is " + answer.status());
        }
        if (!answer.cookies().isEmpty()) {
            reasons.add(
                    "it sets a cookie: " + String.join(", ", answer.cookies().keySet()));
        }
        VaryRules.reason(answer).ifPresent(reasons::add);
        if (answer.state() == CacheState.BYPASS) {
            reasons.add("the CDN bypasses its cache here");
        } else if (answer.state() == CacheState.UNKNOWN) {
            reasons.add("no header tells of a cache");
        } else if (reasons.isEmpty()) {
            reasons.add("nothing in the answer tells why; see the CDN's rules and its cache key");
        }
        return reasons;
    }

    private static void immutable(Sight sight, Judgement.Findings findings) {
        if (!sight.expectation().isImmutable()) {
            return;
        }
        List<Answer> right =
                sight.plain().stream().filter(answer -> answer.status() == OK).toList();
        right.stream()
                .filter(answer -> !answer.control().has("immutable"))
                .findFirst()
                .ifPresent(answer -> findings.add(
                        FindingKind.NOT_IMMUTABLE, "The answer is not immutable", answer, "Cache-Control"));
        right.stream()
                .filter(answer -> !answer.content().equals(right.get(0).content()))
                .findFirst()
                .ifPresent(answer -> findings.add(
                        FindingKind.CHANGED, "What is immutable came with another content", answer, "Age"));
    }
}
