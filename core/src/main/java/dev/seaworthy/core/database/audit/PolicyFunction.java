package dev.seaworthy.core.database.audit;

import dev.seaworthy.core.database.audit.PolicyText.Call;
import dev.seaworthy.core.database.audit.PolicyText.Place;
import dev.seaworthy.core.database.catalog.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All functions of one name, whatever they take.
 *
 * @param isSlow whether each of them is STABLE or VOLATILE
 * @param isVolatile whether one of them is
 * @param returnsRows whether one of them does
 * @param type the one that all of them return, if there is one
 */
record PolicyFunction(
        String name,
        boolean isSlow,
        boolean isVolatile,
        boolean returnsRows,
        @Nullable String type) {
    /** The names are those of printed expressions. */
    private static final String NAMED = """
            SELECT name, bool_and(provolatile <> 'i'), bool_or(provolatile = 'v'), bool_or(proretset),
                   CASE WHEN count(DISTINCT prorettype) = 1 AND bool_and(typtype <> 'p')
                        THEN format_type(min(prorettype), NULL) END
            FROM (
                SELECT CASE n.nspname WHEN 'pg_catalog' THEN quote_ident(p.proname)
                       ELSE format('%I.%I', n.nspname, p.proname) END AS name,
                       p.provolatile, p.proretset, p.prorettype, t.typtype
                FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_type t ON t.oid = p.prorettype) named
            WHERE name = ANY (?) GROUP BY name
            """;

    static Map<String, PolicyFunction> of(Session session, String... names) throws SQLException {
        return session.query(PolicyFunction::read, NAMED, (Object) names).stream()
                .collect(Collectors.toMap(PolicyFunction::name, Function.identity()));
    }

    private static PolicyFunction read(ResultSet row) throws SQLException {
        return new PolicyFunction(
                row.getString(1), row.getBoolean(2), row.getBoolean(3), row.getBoolean(4), row.getString(5));
    }

    /** Why the call, or one around it, can't be put into a sub-select and mean the same. */
    Optional<String> hindrance(Call call) {
        if (returnsRows) {
            return because(" returns rows, not a value");
        }
        if (!isSlow) {
            return Optional.empty();
        }
        if (call.ofTheRow()) {
            return because(" takes a column of the row: ask the other way round, column IN (SELECT ...)");
        }
        if (isVolatile) {
            return because(" is VOLATILE, and may answer anew for each row: declare it STABLE if it does not");
        }
        if (call.place() == Place.ROWS) {
            return because(" stands in FROM, and runs once if the sub-select around it names no column of the row");
        }
        return call.place() == Place.ARRAY && type == null
                ? because(" stands for an array whose type its name does not tell")
                : Optional.empty();
    }

    private Optional<String> because(String reason) {
        return Optional.of(name + "()" + reason);
    }
}
