package dev.seaworthy.core.config.generate;

import dev.seaworthy.core.config.Schema;
import dev.seaworthy.core.config.Setting;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A row for each variable. Source: GitHub Flavored Markdown Spec 0.29 §4.10 and §6.3. */
final class MarkdownTable {
    private static final String HEAD = """
            | Variable | Type | Required | Default | Example | Secret | Description |
            |---|---|---|---|---|---|---|
            """;
    private static final Pattern MARKUP = Pattern.compile("[\\\\`*<|]");
    private static final Pattern BACKTICKS = Pattern.compile("`+");

    private final Requirements requirements;

    private MarkdownTable(Schema<?> schema) {
        this.requirements = new Requirements(schema);
    }

    static String of(Schema<?> schema) {
        MarkdownTable table = new MarkdownTable(schema);
        return schema.settings().stream().map(table::row).collect(Collectors.joining("", HEAD, ""));
    }

    private String row(Setting<?> setting) {
        return Stream.of(
                        code(setting.name()),
                        prose(setting.type()),
                        prose(requirements.inWords(setting)),
                        Defaults.inWords(setting, MarkdownTable::code),
                        Defaults.example(setting).map(MarkdownTable::code).orElse(""),
                        setting.isSecret() ? "yes" : "no",
                        prose(setting.description()))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String prose(String text) {
        return MARKUP.matcher(OneLine.flat(text)).replaceAll("\\\\$0");
    }

    /** A value; no run of backticks in it is as long as those around it. */
    private static String code(String value) {
        if (value.isEmpty()) {
            return "(empty)";
        }
        String text = OneLine.escaped(value).replace("|", "\\|");
        int longest = BACKTICKS
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .mapToInt(String::length)
                .max()
                .orElse(0);
        String fence = "`".repeat(longest + 1);
        return longest == 0 && text.equals(text.strip()) ? fence + text + fence : fence + " " + text + " " + fence;
    }
}
