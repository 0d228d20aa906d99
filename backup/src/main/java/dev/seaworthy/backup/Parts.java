package dev.seaworthy.backup;

import dev.seaworthy.backup.database.DatabaseSource;
import dev.seaworthy.backup.encryption.Compression;
import dev.seaworthy.backup.encryption.Recipient;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.core.failure.Problems;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What a manager is made of, as it is gathered by its builder. One thread. */
final class Parts {
    private static final Duration LEAST_GRACE = Duration.ofHours(1);
    private static final Duration LEAST_TIMEOUT = Duration.ofMillis(1);

    final List<Recipient> recipients = new ArrayList<>();
    final List<BackupListener> listeners = new ArrayList<>();

    @Nullable
    ObjectStore store;

    @Nullable
    ObjectStore drillRecords;

    @Nullable
    DatabaseSource database;

    Compression compression = Compression.DEFAULT;
    Duration abandonedAfter = Duration.ofDays(1);

    @Nullable
    Duration timeout;

    InstantSource clock = InstantSource.system();
    RandomGenerator random = new SecureRandom();

    ObjectStore store() {
        return Objects.requireNonNull(store, "store");
    }

    ObjectStore drillRecords() {
        return drillRecords == null ? store() : drillRecords;
    }

    DatabaseSource database() {
        return Objects.requireNonNull(database, "database");
    }

    Duration timeout() {
        return timeout == null ? abandonedAfter.dividedBy(2) : timeout;
    }

    /** Refuses with all that is wrong. */
    void requireComplete() {
        Problems problems = new Problems();
        problems.unless(store != null, "it lacks store");
        problems.unless(database != null, "it lacks database");
        problems.unless(!recipients.isEmpty(), "it lacks encryptTo");
        problems.unless(
                abandonedAfter.compareTo(LEAST_GRACE) >= 0,
                "abandonedAfter is " + abandonedAfter + "; give an hour or more");
        problems.unless(
                timeout().compareTo(LEAST_TIMEOUT) >= 0, "timeout is " + timeout() + "; give a millisecond or more");
        problems.unless(
                timeout().compareTo(abandonedAfter) < 0,
                "timeout is " + timeout() + " and abandonedAfter " + abandonedAfter
                        + ": another node would discard a run that goes on; give a shorter timeout or a longer"
                        + " abandonedAfter");
        problems.refuse("BackupManager");
    }
}
