package dev.seaworthy.security.scan.rule;

import dev.seaworthy.security.scan.grade.Grade;
import dev.seaworthy.security.scan.grade.Rating;
import dev.seaworthy.security.scan.grade.Rating.Test;
import dev.seaworthy.security.scan.grade.ScanFinding;
import dev.seaworthy.security.scan.grade.ScanFinding.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the rules have said so far, of which the worst hundred are told. One thread at a time. */
final class Findings {
    private static final int MOST_FINDINGS = 100;

    private final Map<Test, Rating> ratings = new EnumMap<>(Test.class);
    private final Set<ScanFinding> found = new LinkedHashSet<>();
    private Grade best = Grade.A_PLUS;

    /** The result of one of the Observatory's tests. */
    void rate(Rating rating, String evidence) {
        ratings.put(rating.test(), rating);
        if (rating.asksForMore()) {
            found.add(rating.finding(evidence));
        }
    }

    /** What the Observatory does not look at. It holds the grade down. */
    void hold(String id, Severity severity, String what, String evidence, String fix) {
        ScanFinding finding = new ScanFinding(id, severity, what, evidence, fix);
        found.add(finding);
        best = best.heldAt(severity.best());
    }

    /** What the score accounts for already. */
    void tell(String id, Severity severity, String what, String evidence, String fix) {
        found.add(new ScanFinding(id, severity, what, evidence, fix));
    }

    /** Whether a test came out so. */
    boolean has(Rating rating) {
        return ratings.containsValue(rating);
    }

    Judgement judgement() {
        List<ScanFinding> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparing(ScanFinding::severity));
        if (sorted.size() > MOST_FINDINGS) {
            List<ScanFinding> more = sorted.subList(MOST_FINDINGS, sorted.size());
            ScanFinding told = new ScanFinding(
                    "more",
                    more.get(0).severity(),
                    "And " + more.size() + " more findings, none of them worse",
                    "",
                    "");
            more.clear();
            sorted.add(told);
        }
        return new Judgement(List.copyOf(ratings.values()), List.copyOf(sorted), best);
    }
}
