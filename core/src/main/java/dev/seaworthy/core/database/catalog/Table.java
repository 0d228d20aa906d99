package dev.seaworthy.core.database.catalog;

import dev.seaworthy.core.database.postgres.TableName;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A table as the catalog has it, or as a change that is planned will make it. Immutable.
 *
 * @param oid 0 for one that is only planned
 * @param columns by name, in their order
 * @param parameters its storage parameters, as they are written: {@code autovacuum_vacuum_scale_factor} → {@code 0.02}
 * @param partitionKey what it is partitioned by: {@code RANGE (created_at)}
 * @param likeness a table that exists and has these columns: itself, but for one that is only planned
 */
public record Table(
        TableName name,
        long oid,
        String owner,
        Map<String, Column> columns,
        boolean isSecured,
        boolean isForced,
        Map<String, String> parameters,
        Optional<String> partitionKey,
        List<TableName> partitions,
        TableName likeness) {

    public boolean exists() {
        return oid != 0;
    }

    /** The column of this name, which must be there. */
    public Column column(String columnName) {
        return Objects.requireNonNull(columns.get(columnName), columnName);
    }

    public boolean isPartitioned() {
        return partitionKey.isPresent();
    }
}
