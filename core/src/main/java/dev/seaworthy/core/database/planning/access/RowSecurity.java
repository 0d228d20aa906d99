package dev.seaworthy.core.database.planning.access;

import dev.seaworthy.core.database.catalog.Table;
import dev.seaworthy.core.database.planning.survey.Desired;
import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.core.database.schema.RowLevelSecurity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether row-level security holds for a table, and for its owner too. Without policies of its own, a partition that it
 * holds for shows whoever asks it directly nothing.
 */
public record RowSecurity(boolean isOn, boolean isForced) {
    /** As {@code table} has it once all that is declared is there. */
    public static RowSecurity of(Desired desired, Table table) {
        Optional<RowLevelSecurity> declared = desired.rowLevelSecurity().stream()
                .filter(each -> each.table().equals(table.name()))
                .findFirst();
        return new RowSecurity(
                table.isSecured() || declared.isPresent(),
                declared.map(RowLevelSecurity::isForced).orElse(table.isForced()));
    }

    /** What {@code partition} lacks. */
    public List<String> missing(Table partition) {
        return statements(partition.name(), isOn && !partition.isSecured(), isOn && isForced && !partition.isForced());
    }

    /** What a partition that was made just now lacks. */
    public List<String> statements(TableName partition) {
        return statements(partition, isOn, isOn && isForced);
    }

    private static List<String> statements(TableName partition, boolean enables, boolean forces) {
        List<String> statements = new ArrayList<>();
        if (enables) {
            statements.add("ALTER TABLE " + partition.sql() + " ENABLE ROW LEVEL SECURITY");
        }
        if (forces) {
            statements.add("ALTER TABLE " + partition.sql() + " FORCE ROW LEVEL SECURITY");
        }
        return statements;
    }
}
