package dev.seaworthy.core.database.maintenance;

import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.postgres.TableName;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Forgets runs of {@code pg_cron}, if there is any such thing. */
record Purge(int days) implements Task {
    @Override
    public Optional<String> command() {
        return Optional.of("DELETE FROM cron.job_run_details WHERE end_time < now() - interval '" + days + " days'");
    }

    @Override
    public List<TableName> tables() {
        return List.of();
    }

    @Override
    public void run(DataSource dataSource) throws SQLException {
        try (Session session = Turn.open(dataSource)) {
            if (session.exists(Turn.CRON_IS_OPEN)) {
                session.execute(command().orElseThrow());
            }
        }
    }
}
