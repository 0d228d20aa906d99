package dev.seaworthy.core.database.maintenance;

import dev.seaworthy.core.database.postgres.TableName;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Keeps partitions, which takes a plan: whoever has one does it. */
record Upkeep(List<String> allowed) implements Task {
    @Override
    public Optional<String> command() {
        return Optional.empty();
    }

    @Override
    public List<TableName> tables() {
        return List.of();
    }

    @Override
    public void run(DataSource dataSource) {
        throw new IllegalStateException("partitions are kept by the setup that declares them: DatabaseSetup.jobs");
    }
}
