package dev.seaworthy.core.config.generate;

import java.util.Locale;
import java.util.Set;

/** Texts in YAML, as readers of 1.1 and 1.2 alike take them. */
final class Yaml {
    /** Names that 1.1 takes for no text. */
    private static final Set<String> WORDS = Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

    private Yaml() {}

    /** A name of letters, digits and {@code _}. */
    static String name(String name) {
        return WORDS.contains(name.toLowerCase(Locale.ROOT)) ? quoted(name) : name;
    }

    /** In double quotes, by the escapes that JSON has too. */
    static String quoted(String text) {
        return "\"" + OneLine.escaped(text.replace("\\", "\\\\").replace("\"", "\\\"")) + "\"";
    }
}
