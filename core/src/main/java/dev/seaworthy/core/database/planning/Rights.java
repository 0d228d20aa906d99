package dev.seaworthy.core.database.planning;

import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.planning.survey.Survey;
import dev.seaworthy.core.database.postgres.TableName;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the role of this session needs for the changes that were found, asked before the first of them. */
final class Rights {
    private static final String FOREIGN_OWNERS = """
            SELECT n.nspname, c.relname, pg_get_userbyid(c.relowner)
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ANY (?) AND c.relname = ANY (?) AND NOT pg_has_role(c.relowner, 'USAGE')""";
    private static final String CLOSED_SCHEMAS =
            "SELECT nspname FROM pg_namespace WHERE nspname = ANY (?) AND NOT has_schema_privilege(oid, 'CREATE')";

    private final Survey survey;

    Rights(Survey survey) {
        this.survey = survey;
    }

    void check() throws SQLException {
        Set<TableName> touched = survey.touched();
        if (touched.isEmpty()) {
            return;
        }
        String[] schemas = touched.stream().map(TableName::schema).distinct().toArray(String[]::new);
        String[] names = touched.stream().map(TableName::name).distinct().toArray(String[]::new);
        Session session = survey.session();
        Map<TableName, String> owners = session
                .query(
                        row -> Map.entry(new TableName(row.getString(1), row.getString(2)), row.getString(3)),
                        FOREIGN_OWNERS,
                        schemas,
                        names)
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        List<String> closed = session.query(row -> row.getString(1), CLOSED_SCHEMAS, (Object) schemas);
        for (TableName table : touched) {
            if (owners.containsKey(table)) {
                missing(table, "must own " + table + ", as a member of " + owners.get(table) + " does");
            }
            if (closed.contains(table.schema())) {
                missing(table, "must have CREATE on schema " + table.schema());
            }
        }
    }

    private void missing(TableName table, String right) {
        survey.findings().missingRight(change -> survey.isOf(table, change), right);
    }
}
