package dev.seaworthy.backup.drill;

import dev.seaworthy.backup.BackupManager;
import dev.seaworthy.backup.RestoreCheck;
import dev.seaworthy.backup.database.ScratchServer;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.id.TimeIds;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.core.failure.Problems;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Restores the newest backup on a scratch server, whether an earlier drill has proven it or not, and keeps what came of
 * it. It runs where the private key is, apart from the service that makes the backups. Safe for use by many threads.
 *
 * <p><b>Guarantees</b>: every drill that ends leaves a record, or an exception that says why it could not be kept; no
 * record takes the place of another; a drill without a backup, or with one that is too old, has failed.
 *
 * <p><b>Not covered</b>: the schedule. Give {@link #runOrThrow} to a job of {@link dev.seaworthy.core.schedule}, which
 * runs it on one node of many. Two that run at once do no harm, and each keeps its record.
 */
public final class RestoreDrill {
    private static final Logger LOG = LoggerFactory.getLogger(RestoreDrill.class);

    /** How old the newest backup may be by default: those of each day, and two hours. */
    public static final Duration DEFAULT_NEWEST_WITHIN = Duration.ofHours(26);

    private final OneDrill drill;
    private final DrillHistory history;
    private final List<Consumer<DrillRecord>> listeners;
    private final TimeIds ids;
    private final InstantSource clock;

    private RestoreDrill(
            BackupManager backups, ObjectStore store, Identity identity, ScratchServer scratch, Builder builder) {
        this.drill = new OneDrill(backups, identity, scratch, builder.checks, builder.newestWithin);
        this.clock = builder.clock;
        this.ids = new TimeIds(builder.random);
        this.history = new DrillHistory(store, clock);
        this.listeners = builder.listeners.stream()
                .map(listener -> listener.apply(history))
                .toList();
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Restores the newest backup, compares it, and asks the checks.
     *
     * @return what is kept in the history; look at its verdict, which may be any
     * @throws DrillException if the record could not be kept; the listeners have been told of it
     */
    public DrillRecord run() {
        Instant start = clock.instant();
        DrillVerdict verdict = drill.run(start);
        DrillRecord drilled =
                new DrillRecord(ids.next(start), start, Duration.between(start, clock.instant()), verdict);
        keep(drilled);
        return drilled;
    }

    /**
     * The same for a job, which fails when the drill does.
     *
     * @throws DrillException if the backup is not proven, or the record could not be kept
     */
    public DrillRecord runOrThrow() {
        DrillRecord drilled = run();
        if (!drilled.verdict().isProven()) {
            throw new DrillException(drilled.id(), drilled.verdict().summary(), null);
        }
        return drilled;
    }

    /** What was kept so far, by this drill or others in this store. */
    public DrillHistory history() {
        return history;
    }

    /** Also in a thread that was interrupted, which the AWS SDK would refuse: it is how a drill takes too long. */
    private void keep(DrillRecord drilled) {
        boolean interrupted = Thread.interrupted();
        try {
            history.keep(drilled);
        } catch (StoreException | IOException e) {
            throw new DrillException(
                    drilled.id(),
                    "The record of a drill could not be kept: " + e.getMessage() + ". The drill: "
                            + drilled.verdict().summary(),
                    e);
        } finally {
            tell(drilled);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void tell(DrillRecord drilled) {
        for (Consumer<DrillRecord> listener : listeners) {
            try {
                listener.accept(drilled);
            } catch (RuntimeException e) {
                LOG.warn("A listener failed at drill {}", drilled.id(), e);
            }
        }
    }

    /** Builds a drill. Backups, store, identity and scratch are required. */
    public static final class Builder {
        private final List<RestoreCheck> checks = new ArrayList<>();
        private final List<Function<DrillHistory, Consumer<DrillRecord>>> listeners = new ArrayList<>();
        private @Nullable BackupManager backups;
        private @Nullable ObjectStore store;
        private @Nullable Identity identity;
        private @Nullable ScratchServer scratch;
        private Duration newestWithin = DEFAULT_NEWEST_WITHIN;
        private InstantSource clock = InstantSource.system();
        private RandomGenerator random = new SecureRandom();

        private Builder() {}

        /** Whose newest backup is restored; its listeners are told of the restore too. */
        public Builder backups(BackupManager value) {
            this.backups = Objects.requireNonNull(value, "backups");
            return this;
        }

        /** Where the records are kept: beside the backups, or apart if the drill may only read those. */
        public Builder store(ObjectStore value) {
            this.store = Objects.requireNonNull(value, "store");
            return this;
        }

        /** A private key of one of the recipients. */
        public Builder identity(Identity value) {
            this.identity = Objects.requireNonNull(value, "identity");
            return this;
        }

        /** Where it is restored; what is in the dump runs there. */
        public Builder scratch(ScratchServer value) {
            this.scratch = Objects.requireNonNull(value, "scratch");
            return this;
        }

        /** What must hold in the database that came back; called for several, each is asked. */
        public Builder check(RestoreCheck value) {
            checks.add(Objects.requireNonNull(value, "check"));
            return this;
        }

        /** How old the newest backup may be, since it was begun; {@link #DEFAULT_NEWEST_WITHIN} if not said. */
        public Builder newestWithin(Duration value) {
            this.newestWithin = Objects.requireNonNull(value, "newestWithin");
            return this;
        }

        /**
         * Is told of each drill, in its thread, once the record is kept or could not be; called for several, each is.
         * What it throws is logged and changes nothing else.
         */
        public Builder listener(Consumer<DrillRecord> value) {
            Objects.requireNonNull(value, "listener");
            listeners.add(history -> value);
            return this;
        }

        /**
         * Times drills by their outcome, {@code seaworthy.backup.drill}; tells how long the last restore took,
         * {@code …drill.recovery}, and how long ago the backup was begun that was proven last,
         * {@code …drill.proven.age}.
         */
        @SuppressWarnings("exports") // micrometer is an automatic module: who has a registry requires it
        public Builder metrics(MeterRegistry registry) {
            listeners.add(history -> new DrillMeters(registry, history));
            return this;
        }

        /** The time of day; the system's by default. */
        public Builder clock(InstantSource value) {
            this.clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /** What makes ids differ on nodes that start at once; a {@link SecureRandom} by default. */
        public Builder random(RandomGenerator value) {
            this.random = Objects.requireNonNull(value, "random");
            return this;
        }

        /**
         * A drill of these parts.
         *
         * @throws IllegalArgumentException that names all that is wrong
         */
        public RestoreDrill build() {
            Problems problems = new Problems();
            problems.unless(
                    newestWithin.compareTo(Duration.ZERO) > 0, "newestWithin must be positive: " + newestWithin);
            required("backups", backups, problems);
            required("store", store, problems);
            required("identity", identity, problems);
            required("scratch", scratch, problems);
            problems.refuse("RestoreDrill");
            return new RestoreDrill(
                    Objects.requireNonNull(backups),
                    Objects.requireNonNull(store),
                    Objects.requireNonNull(identity),
                    Objects.requireNonNull(scratch),
                    this);
        }

        private static void required(String name, @Nullable Object value, Problems problems) {
            problems.unless(value != null, "it lacks " + name);
        }
    }
}
