package dev.seaworthy.core.schedule.cluster;

import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.core.schedule.run.Options;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/** What a builder was told, as it was when it built. */
record Settings(
        DataSource dataSource,
        TableName table,
        boolean createTable,
        Duration heartbeat,
        Duration poll,
        LongSupplier ticker,
        Options options) {
    InstantSource clock() {
        return options.clock();
    }
}
