package dev.seaworthy.core.database.maintenance;

import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.postgres.DatabaseException;
import dev.seaworthy.core.database.postgres.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Vacuums tables, each in a transaction of its own. One that can't be had does not keep the others waiting. */
record Vacuum(List<TableName> tables) implements Task {
    @Override
    public Optional<String> command() {
        return Optional.of(
                "VACUUM (ANALYZE) " + tables.stream().map(TableName::sql).collect(Collectors.joining(", ")));
    }

    @Override
    public void run(DataSource dataSource) throws SQLException {
        List<String> failures = new ArrayList<>();
        try (Session session = Turn.open(dataSource)) {
            for (TableName table : tables) {
                try {
                    session.executeAndWarn("VACUUM (ANALYZE) " + table.sql()).forEach(failures::add);
                } catch (SQLException e) {
                    failures.add(table + ": " + DatabaseException.firstLine(e));
                }
            }
        }
        if (!failures.isEmpty()) {
            throw new SQLException(String.join("; ", failures));
        }
    }
}
