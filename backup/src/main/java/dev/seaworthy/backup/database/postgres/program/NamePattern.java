package dev.seaworthy.backup.database.postgres.program;

/**
 * A name as {@code pg_dump} takes it for a pattern, which matches that name alone.
 *
 * <p>In ASCII, since the bytes of an argument depend on the locale of this JVM and their meaning on the encoding of the
 * database: other characters are escapes of its regular expressions, by their number, which it leaves as they are
 * outside of quotes (PostgreSQL, "Regular Expression Character-Entry Escapes").
 */
public final class NamePattern {
    private static final int LAST_OF_ASCII = 127;

    private NamePattern() {}

    /** A table of a schema. */
    public static String of(String schema, String table) {
        return of(schema) + "." + of(table);
    }

    /** Whether every character has one byte in all encodings that a server can have. */
    public static boolean isPlain(String name) {
        return name.codePoints().allMatch(NamePattern::isPlain);
    }

    private static boolean isPlain(int character) {
        return character <= LAST_OF_ASCII;
    }

    private static String of(String name) {
        StringBuilder pattern = new StringBuilder("\"");
        name.codePoints().forEach(character -> append(character, pattern));
        return pattern.append('"').toString();
    }

    private static void append(int character, StringBuilder pattern) {
        if (character == '"') {
            pattern.append("\"\"");
        } else if (isPlain(character)) {
            pattern.appendCodePoint(character);
        } else {
            pattern.append("\"(\\x").append(Integer.toHexString(character)).append(")\"");
        }
    }
}
