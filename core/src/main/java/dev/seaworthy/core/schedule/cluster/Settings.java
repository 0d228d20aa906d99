package dev.seaworthy.core.schedule.cluster;

import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.core.schedule.run.Observer;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;

/** What a builder was told, as it was when it built. */
record Settings(
        DataSource dataSource,
        TableName table,
        boolean createTable,
        int threads,
        Duration heartbeat,
        Duration poll,
        Duration shutdown,
        InstantSource clock,
        Observer observer) {}
