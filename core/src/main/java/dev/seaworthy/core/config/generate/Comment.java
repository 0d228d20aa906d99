package dev.seaworthy.core.config.generate;

import dev.seaworthy.core.config.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What is told about a variable above it, where {@code #} starts a comment. */
final class Comment {
    private final Requirements requirements;
    private final String indent;

    Comment(Requirements requirements, String indent) {
        this.requirements = requirements;
        this.indent = indent;
    }

    /** Whole lines. */
    String on(Setting<?> setting) {
        List<String> lines = new ArrayList<>();
        lines.add(setting.description());
        lines.add(facts(setting));
        return lines.stream()
                .map(OneLine::flat)
                .filter(line -> !line.isEmpty())
                .map(line -> indent + "# " + line + "\n")
                .collect(Collectors.joining());
    }

    private String facts(Setting<?> setting) {
        String defaults = Defaults.inWords(setting, Comment::written);
        boolean saysSecret = !setting.isSecret() || setting.type().equals("secret");
        String rest = defaults.isEmpty()
                ? Defaults.example(setting)
                        .map(example -> "; example " + written(example))
                        .orElse("")
                : "; default " + defaults;
        return setting.type() + (saysSecret ? "" : "; secret") + "; " + requirements.inWords(setting) + rest;
    }

    private static String written(String value) {
        return value.isEmpty() ? "(empty)" : OneLine.escaped(value);
    }
}
