package dev.seaworthy.core.database.maintenance;

import dev.seaworthy.core.database.postgres.TableName;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** What a maintenance does. */
sealed interface Task permits Vacuum, Reindex, Move, Upkeep, Purge {
    /** One statement that {@code pg_cron} can run by itself; empty if there is none. */
    Optional<String> command();

    List<TableName> tables();

    void run(DataSource dataSource) throws SQLException;
}
