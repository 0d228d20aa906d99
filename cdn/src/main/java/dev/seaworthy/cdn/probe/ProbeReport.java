package dev.seaworthy.cdn.probe;

import dev.seaworthy.cdn.probe.verdict.CacheFinding;
import dev.seaworthy.cdn.probe.verdict.FindingKind;
import dev.seaworthy.cdn.probe.verdict.Observation;
import dev.seaworthy.cdn.probe.verdict.Severity;
import dev.seaworthy.cdn.probe.verdict.UrlVerdict;
import dev.seaworthy.core.json.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a probe has found. Immutable.
 *
 * @param at when it began
 * @param verdicts of each URL, in the order of the declarations
 * @param requests how many were sent
 */
public record ProbeReport(Instant at, List<UrlVerdict> verdicts, int requests) {
    public ProbeReport {
        verdicts = List.copyOf(verdicts);
    }

    /** Whether nothing was found that is {@link Severity#LOW} or worse, and each URL was answered. */
    public boolean isClean() {
        return verdicts.stream().allMatch(UrlVerdict::isClean);
    }

    /** Whether this was found of any URL. */
    public boolean has(FindingKind kind) {
        return verdicts.stream().anyMatch(verdict -> verdict.has(kind));
    }

    /** Those of this severity, or worse, of all URLs. */
    public List<CacheFinding> findings(Severity severity) {
        return verdicts.stream()
                .flatMap(verdict -> verdict.findings(severity).stream())
                .toList();
    }

    /** For people, in printable ASCII. */
    public String toText() {
        StringBuilder text = new StringBuilder("Cache probe at " + at + ": " + (isClean() ? "clean" : "not clean")
                + ", " + verdicts.size() + " URLs, " + requests + " requests\n");
        for (UrlVerdict verdict : verdicts) {
            text.append("\n" + verdict.url() + " (" + verdict.expected() + ")\n");
            verdict.findings().forEach(finding -> text.append(text(finding)));
        }
        return text.toString();
    }

    private static String text(CacheFinding finding) {
        return "  %-8s  %s: %s\n".formatted(finding.severity(), finding.kind(), finding.what())
                + line("seen: ", finding.evidence())
                + line("do:   ", finding.advice());
    }

    private static String line(String word, String text) {
        return text.isEmpty() ? "" : "            " + word + text + "\n";
    }

    /** The same for programs, with each try, and a line feed at its end. */
    public String toJson() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("at", at.toString());
        tree.put("clean", isClean());
        tree.put("requests", requests);
        tree.put("urls", verdicts.stream().map(ProbeReport::tree).toList());
        return Json.write(tree);
    }

    private static Map<String, Object> tree(UrlVerdict verdict) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("url", verdict.url());
        tree.put("expected", verdict.expected());
        tree.put("clean", verdict.isClean());
        tree.put("findings", verdict.findings().stream().map(ProbeReport::tree).toList());
        tree.put("tries", verdict.tries().stream().map(ProbeReport::tree).toList());
        return tree;
    }

    private static Map<String, Object> tree(CacheFinding finding) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("kind", finding.kind().toString());
        tree.put("severity", finding.severity().toString());
        tree.put("what", finding.what());
        tree.put("evidence", finding.evidence());
        tree.put("advice", finding.advice());
        return tree;
    }

    private static Map<String, Object> tree(Observation observation) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("asked", observation.asked());
        tree.put("at", observation.at().toString());
        tree.put("status", observation.status());
        tree.put("state", observation.state().toString());
        observation.age().ifPresent(age -> tree.put("ageSeconds", age.toSeconds()));
        tree.put("headers", observation.headers());
        tree.put("content", observation.content());
        return tree;
    }
}
