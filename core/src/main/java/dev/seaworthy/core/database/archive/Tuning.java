package dev.seaworthy.core.database.archive;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** How a mover goes about it. */
record Tuning(
        int batchSize,
        Duration pause,
        long maxRows,
        Duration maxDuration,
        Duration maxBatchTime,
        OptionalLong maxReplicationLag,
        Duration lockTimeout,
        Duration statementTimeout,
        int tries,
        Set<String> allowedTriggers,
        boolean scans,
        boolean vacuums,
        @Nullable Instant asOf,
        Consumer<ArchiveProgress> listener,
        RandomGenerator random,
        Ticker ticker,
        Pause clock) {}
