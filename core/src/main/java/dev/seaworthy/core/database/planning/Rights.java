package dev.seaworthy.core.database.planning;

import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.planning.survey.Survey;
import dev.seaworthy.core.database.postgres.TableName;
import java.sql.SQLException;

/** What the role of this session needs for the changes that were found, asked before the first of them. */
final class Rights {
    private static final String FOREIGN_OWNER = """
            SELECT pg_get_userbyid(c.relowner) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relname = ? AND NOT pg_has_role(c.relowner, 'USAGE')""";
    private static final String CLOSED_SCHEMA =
            "SELECT 1 FROM pg_namespace WHERE nspname = ? AND NOT has_schema_privilege(oid, 'CREATE')";

    private final Survey survey;

    Rights(Survey survey) {
        this.survey = survey;
    }

    void check() throws SQLException {
        for (TableName table : survey.touched()) {
            Session session = survey.session();
            for (String owner : session.query(row -> row.getString(1), FOREIGN_OWNER, table.schema(), table.name())) {
                missing(table, "must own " + table + ", as a member of " + owner + " does");
            }
            if (session.exists(CLOSED_SCHEMA, table.schema())) {
                missing(table, "must have CREATE on schema " + table.schema());
            }
        }
    }

    private void missing(TableName table, String right) {
        survey.findings().missingRight(change -> survey.isOf(table, change), right);
    }
}
