package dev.seaworthy.core.deploy.checklist.report;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A report as GitHub Flavored Markdown: a table for each phase. */
final class MarkdownForm {
    private static final String SPECIAL = "\\`*_[]<>&|~#!$";

    /**
     * What GitHub makes live of plain text, where a backslash does not help: a mention, a reference, an address. With
     * all around it that means nothing in code, where it stays text.
     */
    private static final Pattern LIVE = Pattern.compile("(?i)[^\\s`|\\\\]*?(?:@|://|www\\.|#\\d)[^\\s`|\\\\]*");

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
        Matcher live = LIVE.matcher(text);
        int end = 0;
        while (live.find()) {
            escaped.append(plain(text.substring(end, live.start())));
            escaped.append('`').append(live.group()).append('`');
            end = live.end();
        }
        return escaped.append(plain(text.substring(end))).toString();
    }

    private static String plain(String text) {
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
