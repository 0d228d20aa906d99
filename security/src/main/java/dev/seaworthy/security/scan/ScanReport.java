package dev.seaworthy.security.scan;

import dev.seaworthy.core.json.Json;
import dev.seaworthy.security.scan.grade.Grade;
import dev.seaworthy.security.scan.grade.Rating;
import dev.seaworthy.security.scan.grade.ScanFinding;
import dev.seaworthy.security.scan.grade.ScanFinding.Severity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a scan has found. Immutable.
 *
 * @param target what was scanned, without its query
 * @param at when the scan began
 * @param score as MDN's HTTP Observatory reckons, 0 to 150; 0 if there was no page to judge
 * @param grade that of the score, held down by findings of {@link #findings} that the Observatory does not look for;
 *     empty if there was no page to judge: then a finding called {@code inconclusive} says why
 * @param ratings how each of the Observatory's tests came out
 * @param findings the worst first: a hundred at most, and one called {@code more} that counts the rest
 * @param requests how many were sent, those of the TLS inspection not counted
 */
public record ScanReport(
        String target,
        Instant at,
        int score,
        Optional<Grade> grade,
        List<Rating> ratings,
        List<ScanFinding> findings,
        int requests) {
    public ScanReport {
        ratings = List.copyOf(ratings);
        findings = List.copyOf(findings);
    }

    /** Whether there was a page to judge, and its grade is as good as this, or better. */
    public boolean isAtLeast(Grade wanted) {
        return grade.filter(given -> given.isAtLeast(wanted)).isPresent();
    }

    /** Whether something of this id was found: {@code nonce-reused}. */
    public boolean has(String id) {
        return findings.stream().anyMatch(finding -> finding.id().equals(id));
    }

    /** Those of this severity, or worse. */
    public List<ScanFinding> findings(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity().isAtLeast(severity))
                .toList();
    }

    /** For people: the grade, the tests, and the findings, in printable ASCII. */
    public String toText() {
        StringBuilder text = new StringBuilder("Security scan of %s at %s%n%s%n".formatted(target, at, headline()));
        ratings.forEach(rating -> text.append("%n%+4d  %-30s %s".formatted(rating.modifier(), rating.test(), rating)));
        text.append(ratings.isEmpty() ? "" : "%n".formatted());
        findings.forEach(finding -> text.append("%n%-8s  %s%n".formatted(finding.severity(), finding.id()))
                .append(line("", finding.what()))
                .append(line("seen: ", finding.evidence()))
                .append(line("fix:  ", finding.fix())));
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    /** The same for programs, with a line feed at its end. */
    public String toJson() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("target", target);
        tree.put("at", at.toString());
        grade.ifPresent(given -> tree.put("grade", given.toString()));
        tree.put("conclusive", grade.isPresent());
        tree.put("score", score);
        tree.put("requests", requests);
        tree.put("tests", ratings.stream().map(ScanReport::tree).toList());
        tree.put("findings", findings.stream().map(ScanReport::tree).toList());
        return Json.write(tree);
    }

    private String headline() {
        return grade.map(given -> "Grade " + given + ", score " + score + ", " + findings.size() + " findings")
                .orElse("No grade: inconclusive");
    }

    private static String line(String word, String text) {
        return text.isEmpty() ? "" : "          " + word + text + "\n";
    }

    private static Map<String, Object> tree(Rating rating) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("test", rating.test().toString());
        tree.put("result", rating.toString());
        tree.put("modifier", rating.modifier());
        return tree;
    }

    private static Map<String, Object> tree(ScanFinding finding) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", finding.id());
        tree.put("severity", finding.severity().toString());
        tree.put("what", finding.what());
        tree.put("evidence", finding.evidence());
        tree.put("fix", finding.fix());
        return tree;
    }
}
