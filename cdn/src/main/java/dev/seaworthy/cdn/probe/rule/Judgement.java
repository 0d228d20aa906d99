package dev.seaworthy.cdn.probe.rule;

import dev.seaworthy.cdn.probe.answer.Answer;
import dev.seaworthy.cdn.probe.answer.Sight;
import dev.seaworthy.cdn.probe.verdict.CacheFinding;
import dev.seaworthy.cdn.probe.verdict.CacheState;
import dev.seaworthy.cdn.probe.verdict.FindingKind;
import java.util.ArrayList;
import java.util.List;

/** All rules together. */
public final class Judgement {
    private Judgement() {}

    /** What is found of one URL; never nothing. */
    public static List<CacheFinding> of(Sight sight) {
        Findings findings = new Findings(sight);
        sight.unanswered().forEach(reason -> findings.add(FindingKind.UNANSWERED, "No answer: " + reason));
        ErrorRules.judge(sight, findings);
        PrivacyRules.judge(sight, findings);
        if (sight.expectation().isCached()) {
            CopyRules.judge(sight, findings);
            LifetimeRules.judge(sight, findings);
            VaryRules.judge(sight, findings);
        } else {
            BypassRules.judge(sight, findings);
        }
        notVisible(sight, findings);
        return findings.list();
    }

    private static void notVisible(Sight sight, Findings findings) {
        List<Answer> plain = sight.plain();
        if (!plain.isEmpty() && plain.stream().allMatch(answer -> answer.state() == CacheState.UNKNOWN)) {
            findings.add(FindingKind.NOT_VISIBLE, "No header of any answer tells what a cache did", plain.get(0));
        }
    }

    /** One thread. */
    static final class Findings {
        private static final String[] ALL = {
            "Cache-Status",
            "CF-Cache-Status",
            "X-Cache",
            "X-Cache-Status",
            "X-Proxy-Cache",
            "CDN-Cache",
            "X-Vercel-Cache",
            "X-Varnish",
            "Age",
            "Cache-Control",
            "CDN-Cache-Control"
        };

        private final Sight sight;
        private final List<CacheFinding> found = new ArrayList<>();

        Findings(Sight sight) {
            this.sight = sight;
        }

        void add(FindingKind kind, String what) {
            found.add(new CacheFinding(kind, sight.marks().mask(what), ""));
        }

        /** With these headers of the answer, or if none is named with those that tell what a cache did. */
        void add(FindingKind kind, String what, Answer evidence, String... headers) {
            String shown = sight.show(evidence, headers.length == 0 ? ALL : headers);
            found.add(new CacheFinding(kind, sight.marks().mask(what), shown));
        }

        List<CacheFinding> list() {
            return List.copyOf(found);
        }
    }
}
