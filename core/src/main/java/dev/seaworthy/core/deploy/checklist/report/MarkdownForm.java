package dev.seaworthy.core.deploy.checklist.report;

import java.util.Map;

/** A report as GitHub Flavored Markdown: a table for each phase. */
final class MarkdownForm {
    private static final String SPECIAL = "\\`*_[]<>&|~#!$";

    private MarkdownForm() {}

    static String of(Sheet sheet) {
        StringBuilder text = new StringBuilder();
        text.append("# ").append(escape(sheet.title())).append(": ").append(sheet.outcome());
        text.append("\n\n").append(escape(sheet.summary())).append('\n');
        for (Phase phase : sheet.phases()) {
            text.append("\n## ").append(phase.title()).append("\n\n");
            text.append("| Result | Item | Evidence | Time |\n| --- | --- | --- | ---: |\n");
            sheet.rows(phase).forEach(row -> add(text, row));
        }
        return text.toString();
    }

    private static void add(StringBuilder text, Row row) {
        text.append("| ").append(Word.of(row.status()));
        text.append(" | ").append(escape(row.label()));
        text.append(" | ").append(escape(row.sentence()));
        for (Map.Entry<String, String> figure : row.figures().entrySet()) {
            text.append(" · ").append(escape(figure.getKey())).append(": ").append(escape(figure.getValue()));
        }
        text.append(" | ").append(Word.seconds(row.took())).append(" |\n");
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (SPECIAL.indexOf(text.charAt(i)) >= 0) {
                escaped.append('\\');
            }
            escaped.append(text.charAt(i));
        }
        return escaped.toString();
    }
}
