package dev.seaworthy.core.deploy.checklist.report;

import dev.seaworthy.core.deploy.check.Outcome;
import dev.seaworthy.core.deploy.check.Status;
import java.util.List;
import java.util.stream.Collectors;

/** A report for a person, in columns. */
record TextForm(boolean colours) {
    private static final int WIDEST_LABEL = 40;
    private static final String GAP = "  ";

    private static final String BOLD = "1";
    private static final String DIM = "2";
    private static final String RED = "31";
    private static final String GREEN = "32";
    private static final String YELLOW = "33";

    String of(Sheet sheet) {
        StringBuilder text = new StringBuilder();
        text.append(colour(BOLD, sheet.title())).append(": ").append(headline(sheet.outcome()));
        text.append('\n').append(sheet.summary()).append('\n');
        int status =
                widest(sheet.rows().stream().map(row -> Word.of(row.status())).toList());
        int label = Math.min(
                WIDEST_LABEL, widest(sheet.rows().stream().map(Row::label).toList()));
        for (Phase phase : sheet.phases()) {
            text.append('\n').append(colour(BOLD, phase.title())).append('\n');
            sheet.rows(phase).forEach(row -> add(text, row, status, label));
        }
        if (sheet.outcome() == Outcome.BLOCKED) {
            text.append("\nBlocked by: ").append(sheet.blockers()).append('\n');
        }
        return text.toString();
    }

    private void add(StringBuilder text, Row row, int statusWidth, int labelWidth) {
        text.append(GAP)
                .append(colour(colourOf(row.status()), DisplayWidth.pad(Word.of(row.status()), statusWidth)))
                .append(GAP)
                .append(DisplayWidth.pad(row.label(), labelWidth))
                .append(GAP)
                .append(row.sentence())
                .append(colour(DIM, " (" + Word.seconds(row.took()) + ")"))
                .append('\n');
        if (!row.figures().isEmpty()) {
            String indent = " ".repeat(3 * GAP.length() + statusWidth + labelWidth);
            text.append(indent).append(colour(DIM, figures(row))).append('\n');
        }
    }

    private static String figures(Row row) {
        return row.figures().entrySet().stream()
                .map(figure -> figure.getKey() + ": " + figure.getValue())
                .collect(Collectors.joining(" · "));
    }

    private static int widest(List<String> texts) {
        return texts.stream().mapToInt(DisplayWidth::of).max().orElse(0);
    }

    private String headline(Outcome outcome) {
        String colour = switch (outcome) {
            case CLEAR -> GREEN;
            case ATTENTION -> YELLOW;
            case BLOCKED -> RED;
        };
        return colour(colour, outcome.name());
    }

    private static String colourOf(Status status) {
        return switch (status) {
            case PASSED -> GREEN;
            case WARNED, INCONCLUSIVE -> YELLOW;
            case SKIPPED -> DIM;
            case ERROR, FAILED -> RED;
        };
    }

    private String colour(String code, String text) {
        return colours ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
    }
}
