package dev.seaworthy.core.database.sql;

/** A text as SQL has it, whatever {@code standard_conforming_strings} says. */
public final class Literal {
    private Literal() {}

    public static String quote(String text) {
        String quoted = "'" + text.replace("'", "''") + "'";
        return text.indexOf('\\') < 0 ? quoted : "E" + quoted.replace("\\", "\\\\");
    }
}
