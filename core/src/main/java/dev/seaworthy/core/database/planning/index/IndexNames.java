package dev.seaworthy.core.database.planning.index;

import dev.seaworthy.core.database.catalog.Table;
import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.core.database.schema.Index;
import dev.seaworthy.core.database.sql.Identifier;

/** The names of indexes on the way: whatever bears one of them is ours, and is finished or dropped by the next run. */
public final class IndexNames {
    private static final String NEW = "_swnew";
    private static final String OLD = "_swold";

    private IndexNames() {}

    /** The index that shall take the place of {@code name}. */
    static String replacement(String name) {
        return Identifier.withSuffix(name, NEW);
    }

    /** The index whose place was taken. */
    static String replaced(String name) {
        return Identifier.withSuffix(name, OLD);
    }

    /** The index of a partition that is attached to {@code name}. */
    public static String ofPartition(String name, String partition) {
        return Identifier.withSuffix(name + "_" + partition, "");
    }

    /** The index of {@code partition} that is built to be attached to {@code index}. */
    static TableName own(Index index, Table partition) {
        return partition
                .name()
                .sibling(ofPartition(index.name(), partition.name().name()));
    }

    /** Whether {@code REINDEX CONCURRENTLY} of {@code name} left it: {@code idx_ccnew}, {@code idx_ccold1}. */
    static boolean isLeftByReindex(String leftover, String name) {
        return leftover.startsWith(name + "_ccnew") || leftover.startsWith(name + "_ccold");
    }
}
