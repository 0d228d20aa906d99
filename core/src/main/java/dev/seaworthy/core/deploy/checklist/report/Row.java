package dev.seaworthy.core.deploy.checklist.report;

import dev.seaworthy.core.deploy.check.Outcome;
import dev.seaworthy.core.deploy.check.Severity;
import dev.seaworthy.core.deploy.check.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A result as every form shows it. */
record Row(
        String name,
        Phase phase,
        Severity severity,
        Status status,
        Outcome outcome,
        String sentence,
        Map<String, String> figures,
        Instant at,
        Duration took) {
    static Row of(ItemResult result) {
        Map<String, String> figures = new LinkedHashMap<>();
        result.verdict()
                .figures()
                .forEach(
                        (name, value) -> figures.put(free(Printable.line(name), figures), Printable.line(name, value)));
        return new Row(
                Printable.line(result.name()),
                result.phase(),
                result.severity(),
                result.verdict().status(),
                result.outcome(),
                Printable.line(result.verdict().sentence()),
                figures,
                result.at(),
                result.took());
    }

    /** Two names may be one when they have been made printable; no figure is lost for that. */
    private static String free(String name, Map<String, String> taken) {
        String free = name;
        for (int i = 2; taken.containsKey(free); i++) {
            free = name + " (" + i + ")";
        }
        return free;
    }

    /** {@code backup age (advisory)}. */
    String label() {
        return severity == Severity.BLOCKING ? name : name + " (" + Word.of(severity) + ")";
    }
}
