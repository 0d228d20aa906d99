package dev.seaworthy.core.database.postgres;

import dev.seaworthy.core.database.sql.Identifier;
import java.util.ArrayList;
import java.util.List;

/**
 * A table by schema and name, spelled as the catalog has them: nothing is folded to lower case. Immutable.
 *
 * <p>A part that is empty or longer than PostgreSQL keeps (63 bytes) is an {@link IllegalArgumentException}.
 */
public record TableName(String schema, String name) implements Comparable<TableName> {
    /** The schema of a name without one: {@value}. */
    public static final String DEFAULT_SCHEMA = "public";

    public TableName {
        check(schema);
        check(name);
    }

    /**
     * {@code content} in schema {@value #DEFAULT_SCHEMA}, or {@code app.content}. A part that holds a dot stands in
     * double quotes, {@code app."a.b"}, and a double quote inside those is doubled.
     */
    public static TableName of(String text) {
        List<String> parts = parts(text);
        return switch (parts.size()) {
            case 1 -> new TableName(DEFAULT_SCHEMA, parts.get(0));
            case 2 -> new TableName(parts.get(0), parts.get(1));
            default -> throw new IllegalArgumentException("table name must be name or schema.name: " + text);
        };
    }

    /** Quoted, as SQL needs it: {@code "public"."content"}. */
    public String sql() {
        return Identifier.quote(schema) + "." + Identifier.quote(name);
    }

    /** The table of this schema with another name. */
    public TableName sibling(String otherName) {
        return new TableName(schema, otherName);
    }

    /** {@code public.content}. */
    @Override
    public String toString() {
        return schema + "." + name;
    }

    @Override
    public int compareTo(TableName other) {
        int bySchema = schema.compareTo(other.schema);
        return bySchema != 0 ? bySchema : name.compareTo(other.name);
    }

    private static void check(String part) {
        if (!Identifier.fits(part)) {
            throw new IllegalArgumentException(
                    "table name must have parts of 1 to " + Identifier.MAX_BYTES + " bytes: " + part);
        }
    }

    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                part.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '.' && !quoted) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        if (quoted) {
            throw new IllegalArgumentException("table name has a double quote without its pair: " + text);
        }
        parts.add(part.toString());
        return parts;
    }
}
