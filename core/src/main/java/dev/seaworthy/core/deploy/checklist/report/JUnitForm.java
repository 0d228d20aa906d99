package dev.seaworthy.core.deploy.checklist.report;

import dev.seaworthy.core.deploy.check.Outcome;
import dev.seaworthy.core.deploy.check.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Predicate;

/**
 * A report as the XML of JUnit's reports that build servers show: a test suite for each phase, a test case for each
 * item. A server counts failures and errors, so what blocks is one, and what does not hold without blocking is skipped.
 */
final class JUnitForm {
    private JUnitForm() {}

    static String of(Sheet sheet) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites");
        attribute(xml, "name", sheet.title());
        counts(xml, sheet.rows());
        attribute(xml, "time", Word.decimal(sheet.took(), 3));
        xml.append(">\n");
        for (Phase phase : sheet.phases()) {
            suite(xml, phase, sheet.rows(phase));
        }
        return xml.append("</testsuites>\n").toString();
    }

    private static void suite(StringBuilder xml, Phase phase, List<Row> rows) {
        xml.append("  <testsuite");
        attribute(xml, "name", phase.title());
        counts(xml, rows);
        attribute(xml, "skipped", count(rows, JUnitForm::isSkipped));
        attribute(xml, "time", Word.decimal(total(rows), 3));
        attribute(xml, "timestamp", timestamp(rows.get(0).at()));
        xml.append(">\n");
        rows.forEach(row -> testCase(xml, row));
        xml.append("  </testsuite>\n");
    }

    private static void testCase(StringBuilder xml, Row row) {
        xml.append("    <testcase");
        attribute(xml, "name", row.name());
        attribute(xml, "classname", row.phase().title());
        attribute(xml, "time", Word.decimal(row.took(), 3));
        xml.append(">\n");
        if (isFailure(row) || isError(row)) {
            result(xml, isError(row) ? "error" : "failure", row);
        } else if (isSkipped(row)) {
            xml.append("      <skipped");
            attribute(xml, "message", headline(row));
            xml.append("/>\n");
        }
        xml.append("      <system-out>").append(Markup.escape(evidence(row))).append("</system-out>\n");
        xml.append("    </testcase>\n");
    }

    private static void result(StringBuilder xml, String element, Row row) {
        xml.append("      <").append(element);
        attribute(xml, "message", row.sentence());
        attribute(xml, "type", Word.of(row.status()));
        xml.append('>')
                .append(Markup.escape(evidence(row)))
                .append("</")
                .append(element)
                .append(">\n");
    }

    private static void counts(StringBuilder xml, List<Row> rows) {
        attribute(xml, "tests", Integer.toString(rows.size()));
        attribute(xml, "failures", count(rows, JUnitForm::isFailure));
        attribute(xml, "errors", count(rows, JUnitForm::isError));
    }

    private static String count(List<Row> rows, Predicate<Row> kind) {
        return Long.toString(rows.stream().filter(kind).count());
    }

    private static Duration total(List<Row> rows) {
        return rows.stream().map(Row::took).reduce(Duration.ZERO, Duration::plus);
    }

    private static boolean isError(Row row) {
        return row.outcome() == Outcome.BLOCKED && row.status() == Status.ERROR;
    }

    private static boolean isFailure(Row row) {
        return row.outcome() == Outcome.BLOCKED && row.status() != Status.ERROR;
    }

    private static boolean isSkipped(Row row) {
        return row.outcome() != Outcome.BLOCKED && !row.status().holds();
    }

    /** {@code failed (advisory): p95 is over its budget} */
    private static String headline(Row row) {
        return Word.of(row.status()) + " (" + Word.of(row.severity()) + "): " + row.sentence();
    }

    private static String evidence(Row row) {
        StringBuilder text = new StringBuilder(headline(row));
        row.figures()
                .forEach((name, value) ->
                        text.append('\n').append(name).append(": ").append(value));
        return text.toString();
    }

    /** In UTC, as some readers take no zone. */
    private static String timestamp(Instant at) {
        return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
                at.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
    }

    private static void attribute(StringBuilder xml, String name, String value) {
        xml.append(' ').append(name).append("=\"").append(Markup.escape(value)).append('"');
    }
}
