package dev.seaworthy.core.database.planning.index;

import dev.seaworthy.core.database.plan.Change;
import dev.seaworthy.core.database.plan.Step;
import dev.seaworthy.core.database.planning.survey.Survey;
import dev.seaworthy.core.database.postgres.TableName;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Indexes that shall not be there. */
public final class AbsentIndexPlanner {
    private static final String INDEX = """
            SELECT n.nspname, t.relname, c.relkind, EXISTS (SELECT 1 FROM pg_inherits h WHERE h.inhrelid = c.oid),
                   (SELECT k.conname FROM pg_constraint k
                    WHERE k.conindid = c.oid AND k.contype IN ('p', 'u', 'x') LIMIT 1)
            FROM pg_class c
            JOIN pg_index x ON x.indexrelid = c.oid
            JOIN pg_class t ON t.oid = x.indrelid
            JOIN pg_namespace n ON n.oid = t.relnamespace
            WHERE n.nspname = ? AND c.relname = ?""";

    private final Survey survey;

    public AbsentIndexPlanner(Survey survey) {
        this.survey = survey;
    }

    public void plan(List<TableName> absent) throws SQLException {
        for (TableName index : absent) {
            List<Found> found = survey.session()
                    .query(
                            row -> new Found(
                                    new TableName(row.getString(1), row.getString(2)),
                                    row.getString(3).equals("I"),
                                    row.getBoolean(4),
                                    Optional.ofNullable(row.getString(5))),
                            INDEX,
                            index.schema(),
                            index.name());
            found.forEach(each -> plan(index, each));
        }
    }

    private void plan(TableName index, Found found) {
        if (found.constraint.isPresent()) {
            survey.findings()
                    .problem("index " + index + " can't be absent: it serves the constraint " + found.constraint.get());
        } else if (found.isAttached) {
            survey.findings()
                    .problem("index " + index + " can't be absent: it is part of one of the partitioned table");
        } else {
            Step drop = found.isPartitioned
                    ? IndexSteps.drop(index, found.table)
                    : IndexSteps.dropConcurrently(index, found.table);
            Change change = new Change("drop index " + index, "declared as absent", List.of(drop));
            survey.change(found.table, change.dangerous("what it makes fast gets slow"));
        }
    }

    private record Found(TableName table, boolean isPartitioned, boolean isAttached, Optional<String> constraint) {}
}
