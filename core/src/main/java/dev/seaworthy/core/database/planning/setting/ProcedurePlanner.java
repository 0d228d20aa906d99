package dev.seaworthy.core.database.planning.setting;

import dev.seaworthy.core.database.archive.ArchiveMover;
import dev.seaworthy.core.database.archive.MoveProcedure;
import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.plan.Change;
import dev.seaworthy.core.database.plan.Step;
import dev.seaworthy.core.database.planning.survey.Survey;
import dev.seaworthy.core.database.postgres.DatabaseException;
import dev.seaworthy.core.database.postgres.LockMode;
import dev.seaworthy.core.database.postgres.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The procedures by which {@code pg_cron} moves rows into archives. Those of earlier declarations are left alone. */
final class ProcedurePlanner {
    private static final String LIVE = """
            SELECT p.prosrc FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
            WHERE n.nspname = ? AND p.proname = ? AND p.pronargs = 0""";

    private final Survey survey;
    private final Session session;
    private final Set<TableName> planned = new HashSet<>();

    ProcedurePlanner(Survey survey) {
        this.survey = survey;
        this.session = survey.session();
    }

    /**
     * Plans what the procedure needs to be there as declared.
     *
     * @throws DatabaseException if there can't be one
     */
    void plan(ArchiveMover mover) throws SQLException {
        if (!planned.add(mover.procedureName())) {
            return;
        }
        MoveProcedure procedure = procedure(mover);
        Optional<String> live =
                session.first(LIVE, procedure.name().schema(), procedure.name().name());
        if (!live.equals(Optional.of(procedure.body()))) {
            String why = live.isEmpty() ? "missing" : "not as declared";
            survey.findings()
                    .change(new Change(
                            "create procedure " + procedure.name(),
                            why,
                            List.of(Step.together(LockMode.NONE, procedure.name(), statements(procedure)))));
            checkRights(procedure);
        }
    }

    /** Its text is that of both tables, so an archive that is to be made is made first, and taken back. */
    private MoveProcedure procedure(ArchiveMover mover) throws SQLException {
        Optional<String> creation = survey.creation(mover.archive().target());
        return session.rolledBack(() -> {
            if (creation.isPresent()) {
                session.execute(creation.get());
            }
            return mover.procedure(session.connection());
        });
    }

    private List<String> statements(MoveProcedure procedure) throws SQLException {
        List<String> statements = new ArrayList<>();
        if (!isThere(procedure.name().schema())) {
            statements.add("CREATE SCHEMA " + procedure.name().schema());
        }
        statements.add(procedure.create());
        return statements;
    }

    private boolean isThere(String schema) throws SQLException {
        return session.exists("SELECT 1 FROM pg_namespace WHERE nspname = ?", schema);
    }

    private void checkRights(MoveProcedure procedure) throws SQLException {
        String schema = procedure.name().schema();
        if (!isThere(schema)) {
            if (!session.exists("SELECT 1 WHERE has_database_privilege(current_database(), 'CREATE')")) {
                survey.findings().missingRight("must have CREATE on the database, for schema " + schema);
            }
        } else if (!session.exists("SELECT 1 WHERE has_schema_privilege(?, 'CREATE')", schema)) {
            survey.findings().missingRight("must have CREATE on schema " + schema + ", for " + procedure.name());
        }
    }
}
