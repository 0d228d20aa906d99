package dev.seaworthy.backup;

import dev.seaworthy.backup.database.DatabaseSource;
import dev.seaworthy.backup.encryption.Compression;
import dev.seaworthy.backup.encryption.Recipient;
import dev.seaworthy.backup.interrupt.RunTimes;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.core.failure.Problems;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What a manager is made of, as it is gathered by its builder. One thread. */
final class Parts {
    final List<Recipient> recipients = new ArrayList<>();
    final List<BackupListener> listeners = new ArrayList<>();

    @Nullable
    ObjectStore store;

    @Nullable
    ObjectStore drillRecords;

    @Nullable
    DatabaseSource database;

    Compression compression = Compression.DEFAULT;

    final RunTimes times = new RunTimes();

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

    /** Refuses with all that is wrong. */
    void requireComplete() {
        Problems problems = new Problems();
        problems.unless(store != null, "it lacks store");
        problems.unless(database != null, "it lacks database");
        problems.unless(!recipients.isEmpty(), "it lacks encryptTo");
        times.check(problems, "another node would discard a run that goes on");
        problems.refuse("BackupManager");
    }
}
