package dev.seaworthy.core.database.audit;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an audit found, worst first, and what it could not see. Immutable. */
public record AuditReport(List<Finding> findings, List<NotChecked> notChecked) {
    public AuditReport {
        findings = findings.stream()
                .sorted(Comparator.comparing(Finding::severity)
                        .thenComparing(Finding::rule)
                        .thenComparing(Finding::object))
                .toList();
        notChecked = List.copyOf(notChecked);
    }

    /** The findings of one rule. */
    public List<Finding> findings(Rule rule) {
        return findings.stream().filter(finding -> finding.rule() == rule).toList();
    }

    /** One block for each finding, worst first, and one line for each thing that was not checked. */
    @Override
    public String toString() {
        return Stream.of(Stream.of(summary()), findings.stream(), notChecked.stream())
                .flatMap(lines -> lines)
                .map(Object::toString)
                .collect(Collectors.joining(System.lineSeparator() + System.lineSeparator()));
    }

    private String summary() {
        return Arrays.stream(Severity.values())
                .map(severity -> count(severity) + " " + severity.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ", "", ", " + notChecked.size() + " not checked"));
    }

    private long count(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    /**
     * A question that got no answer, or not the whole one.
     *
     * @param why a missing right, a standby, statistics that are too young, or the first line of what the server said
     */
    public record NotChecked(Rule rule, String why) {
        /** As the report prints it. */
        @Override
        public String toString() {
            return "NOT CHECKED  " + rule.title() + "  " + why;
        }
    }
}
