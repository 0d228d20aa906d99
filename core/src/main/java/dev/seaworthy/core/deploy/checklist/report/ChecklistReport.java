package dev.seaworthy.core.deploy.checklist.report;

import dev.seaworthy.core.deploy.check.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a checklist found, with all its evidence. Immutable.
 *
 * <p>No form of it holds a control character of a check's sentence, which could steer a terminal, nor what looks like a
 * credential in one.
 *
 * @param results by phase, and in each phase in the order of declaration
 */
public record ChecklistReport(String title, List<ItemResult> results, Instant at, Duration took) {
    public ChecklistReport {
        Objects.requireNonNull(title, "title");
        results = List.copyOf(results);
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(took, "took");
    }

    /** The worst of all items. */
    public Outcome outcome() {
        return Outcome.worst(results.stream().map(ItemResult::outcome).toList());
    }

    /** Whether the release must not go on: a blocking item failed, was inconclusive, or could not be asked. */
    public boolean blocked() {
        return outcome() == Outcome.BLOCKED;
    }

    /** The opposite of {@link #blocked}; there may be items that want a look. */
    public boolean passed() {
        return !blocked();
    }

    /** The names of the items that block. */
    public List<String> blockedBy() {
        return results.stream()
                .filter(result -> result.outcome() == Outcome.BLOCKED)
                .map(ItemResult::name)
                .toList();
    }

    public List<ItemResult> results(Phase phase) {
        return results.stream().filter(result -> result.phase() == phase).toList();
    }

    public Optional<ItemResult> result(String name) {
        return results.stream().filter(result -> result.name().equals(name)).findFirst();
    }

    /** Aligned text for a person, without colours. */
    public String toText() {
        return toText(false);
    }

    /** Aligned text for a person. {@link #coloursAreWelcome} tells whether who reads takes colours. */
    public String toText(boolean colours) {
        return new TextForm(colours).of(Sheet.of(this));
    }

    /** GitHub Flavored Markdown: for the summary of a workflow, or a comment. */
    public String toMarkdown() {
        return MarkdownForm.of(Sheet.of(this));
    }

    /**
     * JSON for programs, with the number of its {@code schema}: what is there keeps its name and meaning as long as
     * that is 1, and something may be added.
     */
    public String toJson() {
        return JsonForm.of(Sheet.of(this));
    }

    /**
     * The XML of JUnit's reports, which build servers show. An item that blocks is a failure or an error, so that a
     * server finds the build broken exactly if the report is {@link #blocked}; one that does not hold and does not
     * block is skipped.
     */
    public String toJUnitXml() {
        return JUnitForm.of(Sheet.of(this));
    }

    /**
     * One page of HTML that needs nothing else, and no script. It carries its own {@link #htmlContentSecurityPolicy}.
     */
    public String toHtml() {
        return HtmlForm.of(Sheet.of(this));
    }

    /** The policy that the page of {@link #toHtml} passes, for whoever serves it: nothing but its one style. */
    public static String htmlContentSecurityPolicy() {
        return HtmlForm.POLICY + "; frame-ancestors 'none'"; // which browsers read in a header alone
    }

    /**
     * Whether output may be coloured: it goes to a terminal, {@code NO_COLOR} is not there or empty (no-color.org), and
     * {@code TERM} is not {@code dumb}.
     *
     * @param isTerminal whether it does: {@code System.console() != null} up to Java 21, and from 22 on also
     *     {@code System.console().isTerminal()}
     */
    public static boolean coloursAreWelcome(boolean isTerminal, Map<String, String> environment) {
        return isTerminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }
}
