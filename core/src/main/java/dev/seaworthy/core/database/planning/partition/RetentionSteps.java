package dev.seaworthy.core.database.planning.partition;

import dev.seaworthy.core.database.plan.Step;
import dev.seaworthy.core.database.postgres.LockMode;
import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.core.database.sql.Literal;
import java.util.Optional;

/**
 * The statements that take a partition away.
 *
 * @param referenced the tables that the partitions refer to
 * @param byDefault whether the table has a DEFAULT partition, beside which PostgreSQL detaches none concurrently
 */
record RetentionSteps(TableName table, Optional<String> referenced, boolean byDefault) {
    private static final String HALF = "the partition is left half detached, which the next run finishes";

    /** Sets the comment of {@code partition}; empty takes it away. */
    static Step comment(TableName partition, Optional<String> text) {
        return Step.of(
                LockMode.SHARE_UPDATE_EXCLUSIVE,
                partition,
                "COMMENT ON TABLE " + partition.sql() + " IS "
                        + text.map(Literal::quote).orElse("NULL"));
    }

    Step detach(TableName partition) {
        String statement = statement(partition);
        return byDefault
                ? Step.of(
                        LockMode.ACCESS_EXCLUSIVE,
                        table + " and its DEFAULT partition" + referring(LockMode.SHARE_ROW_EXCLUSIVE),
                        statement)
                : alone(partition, statement + " CONCURRENTLY").resumedBy(statement + " FINALIZE");
    }

    Step finish(TableName partition) {
        return alone(partition, statement(partition) + " FINALIZE");
    }

    Step drop(TableName partition) {
        return Step.of(
                LockMode.ACCESS_EXCLUSIVE,
                partition
                        + referenced
                                .map(names -> ", and " + names + " to which it refers")
                                .orElse(""),
                "DROP TABLE " + partition.sql());
    }

    private String statement(TableName partition) {
        return "ALTER TABLE " + table.sql() + " DETACH PARTITION " + partition.sql();
    }

    private Step alone(TableName partition, String statement) {
        return Step.alone(
                LockMode.SHARE_UPDATE_EXCLUSIVE,
                table + " (and at its end for a moment " + partition + ": ACCESS EXCLUSIVE"
                        + referring(LockMode.SHARE_ROW_EXCLUSIVE) + ")",
                statement,
                HALF);
    }

    private String referring(LockMode lock) {
        return referenced
                .map(names -> ", and " + names + " to which it refers: " + lock.sql())
                .orElse("");
    }
}
