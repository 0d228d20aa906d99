package dev.seaworthy.core.database.archive;

import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.core.database.sql.Literal;
import java.util.Set;
import java.util.stream.Collectors;

/** Questions to the catalog about the two tables. Each yields one name per row. */
final class Guards {
    private Guards() {}

    static String foreignKeys(TableName source) {
        return "SELECT conname || ' of ' || conrelid::regclass FROM pg_catalog.pg_constraint"
                + " WHERE contype = 'f' AND conparentid = 0 AND confrelid = " + oid(source) + " ORDER BY 1";
    }

    /** Triggers of users on {@code DELETE} of the source or {@code INSERT} into the target and its partitions. */
    static String triggers(TableName source, TableName target, Set<String> allowed) {
        String names = allowed.stream().sorted().map(Literal::quote).collect(Collectors.joining(", "));
        return "SELECT DISTINCT tgname || ' on ' || tgrelid::regclass FROM pg_catalog.pg_trigger"
                + " WHERE NOT tgisinternal AND tgenabled <> 'D'"
                + (names.isEmpty() ? "" : " AND tgname NOT IN (" + names + ")")
                + " AND (tgrelid = " + oid(source) + " AND tgtype & 8 <> 0 OR tgtype & 4 <> 0 AND tgrelid IN"
                + " (SELECT " + oid(target) + " UNION SELECT relid FROM pg_catalog.pg_partition_tree(" + oid(target)
                + ")))"
                + " ORDER BY 1";
    }

    static String rules(TableName source, TableName target) {
        return "SELECT rulename || ' on ' || ev_class::regclass FROM pg_catalog.pg_rewrite WHERE ev_class IN ("
                + oid(source) + ", " + oid(target) + ") ORDER BY 1";
    }

    static String children(TableName source) {
        return "SELECT inhrelid::regclass::text FROM pg_catalog.pg_inherits WHERE inhparent = " + oid(source)
                + " ORDER BY 1";
    }

    /** Valid, of all rows, in the order of time. */
    static String timeIndex(Archive archive) {
        return "SELECT c.relname FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid"
                + " JOIN pg_catalog.pg_am m ON m.oid = c.relam"
                + " JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]"
                + " WHERE i.indrelid = " + oid(archive.source()) + " AND i.indisvalid AND i.indpred IS NULL"
                + " AND m.amname = 'btree' AND a.attname = " + Literal.quote(archive.timeColumn());
    }

    /** By name, so that it holds in a procedure that was restored from a backup. */
    static String oid(TableName table) {
        return Literal.quote(table.sql()) + "::regclass";
    }
}
