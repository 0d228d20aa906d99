package dev.seaworthy.core.database.planning.index;

import dev.seaworthy.core.database.plan.Step;
import dev.seaworthy.core.database.postgres.LockMode;
import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.core.database.schema.Index;
import dev.seaworthy.core.database.sql.Identifier;
import java.util.List;

/** The statements that make, swap and drop an index. */
final class IndexSteps {
    private IndexSteps() {}

    /** Builds {@code index} on {@code table} under another name. */
    static Step build(Index index, TableName table, String name) {
        return index.isConcurrent()
                ? Step.alone(
                                LockMode.SHARE_UPDATE_EXCLUSIVE,
                                table,
                                create(index, "CONCURRENTLY ", name, table.sql()),
                                "an invalid index " + name + " is left, which the next run drops and builds again")
                        .cleanedBy(dropConcurrently(table.sibling(name)))
                : buildBlocking(index, table, name).takingLong();
    }

    /** Builds it on a table that has no rows yet. */
    static Step buildBlocking(Index index, TableName table, String name) {
        return Step.of(LockMode.SHARE, table, create(index, "", name, table.sql()));
    }

    /** Declares it on a partitioned table alone; it is valid when one of each partition is attached. */
    static Step declare(Index index) {
        return Step.of(
                LockMode.SHARE,
                index.table(),
                create(index, "", index.name(), "ONLY " + index.table().sql()));
    }

    /** Who plans a query of the partition waits for its index. */
    static Step attach(TableName parent, TableName child) {
        return Step.of(
                LockMode.ACCESS_EXCLUSIVE,
                "index " + child,
                "ALTER INDEX " + parent.sql() + " ATTACH PARTITION " + child.sql());
    }

    static Step dropConcurrently(TableName index, TableName table) {
        return Step.alone(
                LockMode.SHARE_UPDATE_EXCLUSIVE,
                table,
                dropConcurrently(index),
                "an invalid index " + index.name() + " may be left, which the next run drops");
    }

    static Step drop(TableName index, TableName table) {
        return Step.of(LockMode.ACCESS_EXCLUSIVE, table + " and its partitions", "DROP INDEX IF EXISTS " + index.sql());
    }

    /** Gives {@code index} the name of another, which gets the name of what is replaced. */
    static Step swap(TableName index, TableName replacement, TableName replaced, TableName table) {
        return Step.together(
                LockMode.SHARE_UPDATE_EXCLUSIVE, table, List.of(rename(index, replaced), rename(replacement, index)));
    }

    private static String dropConcurrently(TableName index) {
        return "DROP INDEX CONCURRENTLY IF EXISTS " + index.sql();
    }

    private static String rename(TableName index, TableName name) {
        return "ALTER INDEX " + index.sql() + " RENAME TO " + Identifier.quote(name.name());
    }

    private static String create(Index index, String concurrently, String name, String table) {
        return "CREATE " + (index.isUnique() ? "UNIQUE " : "") + "INDEX " + concurrently + Identifier.quote(name)
                + " ON " + table + " " + index.definition();
    }
}
