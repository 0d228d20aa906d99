package dev.seaworthy.cdn.probe.rule;

import dev.seaworthy.cdn.probe.answer.Answer;
import dev.seaworthy.cdn.probe.answer.Asked;
import dev.seaworthy.cdn.probe.answer.Sight;
import dev.seaworthy.cdn.probe.verdict.FindingKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What an answer depends on, and says that it depends on. */
final class VaryRules {
    private static final String VARY = "Vary";
    private static final String ENCODING = "Content-Encoding";
    private static final String ACCEPT = "accept-encoding";
    private static final String ALLOWED = "Access-Control-Allow-Origin";
    private static final Set<String> PER_VISITOR =
            Set.of("cookie", "user-agent", "authorization", "referer", "x-forwarded-for");

    private VaryRules() {}

    static void judge(Sight sight, Judgement.Findings findings) {
        List<Answer> plain = sight.plain();
        plain.stream()
                .filter(answer -> answer.headers().words(VARY).contains("*"))
                .findFirst()
                .ifPresent(
                        answer -> findings.add(FindingKind.VARY_ALL, "The answer varies by everything", answer, VARY));
        plain.stream()
                .filter(answer -> !perVisitor(answer).isEmpty())
                .findFirst()
                .ifPresent(answer -> findings.add(
                        FindingKind.VARY_VISITOR,
                        "The answer varies by " + String.join(" and ", perVisitor(answer))
                                + ", so that nearly each visitor has a copy of his own",
                        answer,
                        VARY));
        plain.stream()
                .filter(answer -> answer.headers().has(ENCODING) && !names(answer, ACCEPT))
                .findFirst()
                .ifPresent(answer -> findings.add(
                        FindingKind.VARY_ENCODING,
                        "The answer is encoded for one who named no encoding, and Vary does not name " + ACCEPT,
                        answer,
                        ENCODING,
                        VARY));
        missing(sight, Asked.Way.GZIP, ENCODING, ACCEPT, FindingKind.VARY_ENCODING, findings);
        missing(sight, Asked.Way.ORIGIN, ALLOWED, "origin", FindingKind.VARY_ORIGIN, findings);
    }

    /** Why the answer's Vary keeps a copy from being served again. */
    static Optional<String> reason(Answer answer) {
        if (answer.headers().words(VARY).contains("*")) {
            return Optional.of("it varies by everything");
        }
        return perVisitor(answer).isEmpty()
                ? Optional.empty()
                : Optional.of("it varies by " + String.join(" and ", perVisitor(answer)));
    }

    private static Set<String> perVisitor(Answer answer) {
        Set<String> named = new TreeSet<>(PER_VISITOR);
        named.retainAll(answer.headers().words(VARY));
        return named;
    }

    /** The same URL, asked another way, has a header of another value, and one of both does not say what decides. */
    private static void missing(
            Sight sight, Asked.Way way, String header, String word, FindingKind kind, Judgement.Findings findings) {
        Optional<Answer> other = sight.answers().stream()
                .filter(answer -> answer.asked().way() == way)
                .findFirst();
        Optional<Answer> usual = sight.anybodys().stream().reduce((first, last) -> last);
        if (other.isEmpty()
                || usual.isEmpty()
                || other.get().status() != usual.get().status()) {
            return;
        }
        String first = usual.get().headers().field(header);
        String second = other.get().headers().field(header);
        boolean isSaid = names(usual.get(), word) && names(other.get(), word);
        if (!first.equals(second) && !isSaid) {
            findings.add(
                    kind,
                    header + " is another one for a request "
                            + other.get().asked().how() + ", and Vary does not name " + word,
                    other.get(),
                    header,
                    VARY);
        }
    }

    private static boolean names(Answer answer, String word) {
        Set<String> words = answer.headers().words(VARY);
        return words.contains(word) || words.contains("*");
    }
}
