package dev.seaworthy.core.config.convert;

import java.util.List;
import java.util.stream.Stream;

/** Yes or no, in the words that environments use. What is neither is refused, and never counts as false. */
final class Booleans {
    private static final List<String> TRUE = List.of("true", "1", "yes", "on", "y", "enabled", "t");
    private static final List<String> FALSE = List.of("false", "0", "no", "off", "n", "disabled", "f");

    static final TextType TYPE = TextType.matching(
                    "boolean",
                    "must be true or false (also 1/0, yes/no, on/off, y/n, enabled/disabled, t/f)",
                    "true",
                    Words.pattern(Stream.concat(TRUE.stream(), FALSE.stream()).toList()),
                    text -> TRUE.contains(Words.canonical(text)))
            .with("examples", List.of("true", "false"));

    private Booleans() {}
}
