package dev.seaworthy.core.deploy.checklist.report;

import dev.seaworthy.core.deploy.check.Outcome;
import dev.seaworthy.core.deploy.check.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A report as every form shows it: each text in it is printable. */
record Sheet(String title, Outcome outcome, List<Row> rows, Instant at, Duration took) {
    static Sheet of(ChecklistReport report) {
        List<Row> rows = report.results().stream().map(Row::of).toList();
        return new Sheet(Printable.line(report.title()), report.outcome(), rows, report.at(), report.took());
    }

    /** The phases that have a row. */
    List<Phase> phases() {
        return Arrays.stream(Phase.values())
                .filter(phase -> !rows(phase).isEmpty())
                .toList();
    }

    List<Row> rows(Phase phase) {
        return rows.stream().filter(row -> row.phase() == phase).toList();
    }

    /** How many rows have which status; none is left out. */
    Map<Status, Long> counts() {
        Map<Status, Long> counts = new EnumMap<>(Status.class);
        for (Status status : Status.values()) {
            counts.put(
                    status, rows.stream().filter(row -> row.status() == status).count());
        }
        return counts;
    }

    /** {@code 18 passed, 1 warned, 1 failed in 2.41 s, at 2026-11-27T09:00:00Z}. */
    String summary() {
        String counted = counts().entrySet().stream()
                .filter(count -> count.getValue() > 0)
                .map(count -> count.getValue() + " " + Word.of(count.getKey()))
                .collect(Collectors.joining(", "));
        return (counted.isEmpty() ? "nothing was asked" : counted) + " in " + Word.seconds(took) + ", at " + at;
    }

    /** {@code environment, DNS}, or nothing. */
    String blockers() {
        return rows.stream()
                .filter(row -> row.outcome() == Outcome.BLOCKED)
                .map(Row::name)
                .collect(Collectors.joining(", "));
    }
}
