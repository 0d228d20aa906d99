package dev.seaworthy.core.database.archive;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What a builder has been told so far; the defaults at first. */
final class Options {
    final Set<String> allowedTriggers = new HashSet<>();
    int batchSize = ArchiveMover.Builder.BATCH_SIZE;
    Duration pause = ArchiveMover.Builder.PAUSE;
    long maxRows = ArchiveMover.Builder.MAX_ROWS;
    Duration maxDuration = ArchiveMover.Builder.MAX_DURATION;
    Duration maxBatchTime = ArchiveMover.Builder.MAX_BATCH_TIME;
    OptionalLong maxReplicationLag = OptionalLong.empty();
    Duration lockTimeout = ArchiveMover.Builder.LOCK_TIMEOUT;
    Duration statementTimeout = ArchiveMover.Builder.STATEMENT_TIMEOUT;
    int tries = ArchiveMover.Builder.TRIES;
    boolean scans;
    boolean vacuums;

    @Nullable
    Instant asOf;

    Consumer<ArchiveProgress> listener = progress -> {};
    RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
    Ticker ticker = Ticker.system();
    Pause clock = Pause.REAL;

    Tuning tuning() {
        return new Tuning(
                batchSize,
                pause,
                maxRows,
                maxDuration,
                maxBatchTime,
                maxReplicationLag,
                lockTimeout,
                statementTimeout,
                tries,
                Set.copyOf(allowedTriggers),
                scans,
                vacuums,
                asOf,
                listener,
                random,
                ticker,
                clock);
    }

    static Duration positive(String name, Duration duration) {
        require(duration.toMillis() >= 1, name + " must be at least 1 ms: " + duration);
        return duration;
    }

    static void require(boolean met, String message) {
        if (!met) {
            throw new IllegalArgumentException(message);
        }
    }
}
