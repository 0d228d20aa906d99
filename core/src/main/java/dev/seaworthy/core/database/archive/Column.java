package dev.seaworthy.core.database.archive;

import dev.seaworthy.core.database.catalog.Session;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A column as the catalog has it; {@code type} is spelled by {@code format_type}. */
record Column(String name, String type, boolean isNotNull, boolean isGenerated, boolean isFilled) {
    private static final Map<String, Set<String>> WIDER = Map.of(
            "smallint", Set.of("integer", "bigint"),
            "integer", Set.of("bigint"),
            "real", Set.of("double precision"),
            "character varying", Set.of("text"));

    /** By name, in the table's order. */
    static Map<String, Column> of(Session session, long table) throws SQLException {
        List<Column> columns = session.query(
                row -> new Column(
                        row.getString(1), row.getString(2), row.getBoolean(3), row.getBoolean(4), row.getBoolean(5)),
                "SELECT attname, format_type(atttypid, atttypmod), attnotnull, attgenerated <> '',"
                        + " atthasdef OR attidentity <> '' FROM pg_attribute"
                        + " WHERE attrelid = ? AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
                table);
        Map<String, Column> byName = new LinkedHashMap<>();
        columns.forEach(column -> byName.put(column.name(), column));
        return byName;
    }

    /** Whether every value of this column goes into {@code target} as it is: none is rounded or cut. */
    boolean fitsInto(Column target) {
        String base = type.replaceFirst("\\(.*\\)", "");
        return type.equals(target.type)
                || (base.equals(target.type) && !base.equals("character"))
                || WIDER.getOrDefault(base, Set.of()).contains(target.type);
    }

    /** Whether a row can do without a value for it. */
    boolean isOptional() {
        return !isNotNull || isGenerated || isFilled;
    }
}
