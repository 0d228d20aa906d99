package dev.seaworthy.backup.database.postgres.snapshot;

import java.util.regex.Pattern;

/** A table's schema and name; shown as {@code public.content}, quoted where SQL would not read it back otherwise. */
public record TableName(String schema, String table) {
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

    /** Quoted, whatever it is. */
    public String sql() {
        return quote(schema) + "." + quote(table);
    }

    private static String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    private static String shown(String identifier) {
        return PLAIN.matcher(identifier).matches() ? identifier : quote(identifier);
    }

    @Override
    public String toString() {
        return shown(schema) + "." + shown(table);
    }
}
