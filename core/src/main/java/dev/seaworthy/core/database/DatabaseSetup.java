package dev.seaworthy.core.database;

import dev.seaworthy.core.database.archive.Archive;
import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.maintenance.Maintenance;
import dev.seaworthy.core.database.plan.DatabasePlan;
import dev.seaworthy.core.database.plan.Runway;
import dev.seaworthy.core.database.planning.Planner;
import dev.seaworthy.core.database.planning.partition.RunwayReader;
import dev.seaworthy.core.database.planning.survey.Desired;
import dev.seaworthy.core.database.postgres.DatabaseException;
import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.core.database.schema.Autovacuum;
import dev.seaworthy.core.database.schema.Extension;
import dev.seaworthy.core.database.schema.Grant;
import dev.seaworthy.core.database.schema.Index;
import dev.seaworthy.core.database.schema.Role;
import dev.seaworthy.core.database.schema.RowLevelSecurity;
import dev.seaworthy.core.database.schema.SessionDefaults;
import dev.seaworthy.core.database.schema.TimePartitions;
import dev.seaworthy.core.schedule.Job;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What a PostgreSQL database shall have, from version 14: compared with what it has, and made so while it is in use.
 * Immutable, and safe for use by many threads.
 *
 * <p>Tables and columns are the work of migrations; this is for what surrounds them. What is not declared is not
 * touched.
 */
public final class DatabaseSetup {
    private final Desired desired;
    private final Pace pace;

    private DatabaseSetup(Desired desired, Pace pace) {
        this.desired = desired;
        this.pace = pace;
    }

    private static Desired desired(Builder builder) {
        return new Desired(
                builder.extensions,
                builder.roles,
                builder.indexes,
                builder.absentIndexes,
                builder.rowLevelSecurity,
                builder.grants,
                builder.sessionDefaults,
                builder.autovacuum,
                builder.maintenance,
                builder.absentMaintenance,
                builder.archives,
                builder.partitions,
                Optional.ofNullable(builder.clock));
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * What would change. Nothing that lasts is written: definitions are compared in transactions that are rolled back.
     *
     * @throws DatabaseException if there is no connection, or if declarations do not fit the database, with all that do
     *     not
     */
    public DatabasePlan plan(DataSource dataSource) {
        try (Session session = Session.lookInto(dataSource)) {
            pace.planIn(session);
            return new Planner(desired).plan(session);
        } catch (SQLException e) {
            throw new DatabaseException("the session could not be set up", e);
        }
    }

    /**
     * Makes the changes of {@code plan} that the database still needs, one after the other, and one applier at a time.
     *
     * <p>It may be cut off at any point: the next run goes on from there. It needs connections that stay with their
     * session: through PgBouncer in transaction mode it refuses.
     *
     * @throws DatabaseException before the first change if one is dangerous and not allowed by name, if a right is
     *     missing, or if another applier does not end in time; later if a change fails for good, which it names
     */
    public Applied apply(DatabasePlan plan, DataSource dataSource) {
        return new Applier(desired, pace).apply(plan, dataSource);
    }

    /**
     * How far the partitions of each declared table reach, for a health check or a gauge. A table that is not
     * partitioned yet is left out.
     *
     * @throws DatabaseException if there is no connection, or if the catalog could not be read
     */
    public List<Runway> runway(DataSource dataSource) {
        try (Session session = Session.lookInto(dataSource)) {
            pace.planIn(session);
            return new RunwayReader(desired).read(session);
        } catch (SQLException e) {
            throw new DatabaseException("the partitions could not be read", e);
        }
    }

    /**
     * The declared maintenance as jobs, in its order, for {@code Jobs}: for where there is no {@code pg_cron}, and no
     * harm where there is. One that keeps partitions plans and applies what this setup says of them.
     */
    public List<Job> jobs(DataSource dataSource) {
        return desired.maintenance().stream()
                .map(each -> each.allowedUpkeep()
                        .map(allowed -> each.job(() -> keepPartitions(allowed, dataSource)))
                        .orElseGet(() -> each.job(dataSource)))
                .toList();
    }

    /** By a plan of the partitions alone: what else does not fit, or may not be done, does not keep them waiting. */
    private void keepPartitions(List<String> allowed, DataSource dataSource) {
        DatabaseSetup upkeep = new DatabaseSetup(desired.upkeep(), pace);
        DatabasePlan plan = upkeep.plan(dataSource).allow(allowed.toArray(String[]::new));
        upkeep.apply(plan.withoutRefused(), dataSource);
    }

    /** One thread at a time. */
    public static final class Builder {
        private final List<Extension> extensions = new ArrayList<>();
        private final List<Role> roles = new ArrayList<>();
        private final List<Index> indexes = new ArrayList<>();
        private final List<TableName> absentIndexes = new ArrayList<>();
        private final List<RowLevelSecurity> rowLevelSecurity = new ArrayList<>();
        private final List<Grant> grants = new ArrayList<>();
        private final List<SessionDefaults> sessionDefaults = new ArrayList<>();
        private final List<Autovacuum> autovacuum = new ArrayList<>();
        private final List<Maintenance> maintenance = new ArrayList<>();
        private final List<String> absentMaintenance = new ArrayList<>();
        private final List<Archive> archives = new ArrayList<>();
        private final List<TimePartitions> partitions = new ArrayList<>();
        private @Nullable InstantSource clock;
        private Pace pace = Pace.DEFAULT;

        private Builder() {}

        public Builder extension(Extension extension) {
            extensions.add(extension);
            return this;
        }

        public Builder role(Role role) {
            roles.add(role);
            return this;
        }

        public Builder index(Index index) {
            indexes.add(index);
            return this;
        }

        /** An index that shall not be there: {@code idx_old}, or {@code app.idx_old}. Dropping it is dangerous. */
        public Builder withoutIndex(String name) {
            absentIndexes.add(TableName.of(name));
            return this;
        }

        public Builder rowLevelSecurity(RowLevelSecurity declaration) {
            rowLevelSecurity.add(declaration);
            return this;
        }

        /** A table that rows of another shall be moved to: made like it, partitioned by time, and as closed. */
        public Builder archive(Archive archive) {
            archives.add(archive);
            return this;
        }

        /** Partitions by time, and a plain table that shall have them: turning it into one is dangerous. */
        public Builder partitions(TimePartitions declaration) {
            partitions.add(declaration);
            return this;
        }

        /** What time it is for partitions; by default the database says, so that all nodes agree. */
        public Builder clock(InstantSource source) {
            clock = source;
            return this;
        }

        public Builder grant(Grant grant) {
            grants.add(grant);
            return this;
        }

        public Builder sessionDefaults(SessionDefaults defaults) {
            sessionDefaults.add(defaults);
            return this;
        }

        public Builder autovacuum(Autovacuum declaration) {
            autovacuum.add(declaration);
            return this;
        }

        public Builder maintenance(Maintenance declaration) {
            maintenance.add(declaration);
            return this;
        }

        /** A job of {@code pg_cron} that shall not be there. */
        public Builder withoutMaintenance(String name) {
            absentMaintenance.add(name);
            return this;
        }

        /**
         * How long a statement that keeps others waiting may itself wait for its lock: 2 s unless told otherwise.
         * Whoever comes after it waits as long, so keep it short; it is tried again.
         */
        public Builder lockTimeout(Duration timeout) {
            pace = pace.withLockTimeout(timeout);
            return this;
        }

        /** How long a concurrent build may wait for transactions that are older: 10 minutes unless told otherwise. */
        public Builder concurrentLockTimeout(Duration timeout) {
            pace = pace.withConcurrentLockTimeout(timeout);
            return this;
        }

        /** How often a step that got no lock is tried in all: 10 times unless told otherwise. */
        public Builder attempts(int attempts) {
            pace = pace.withAttempts(attempts);
            return this;
        }

        /** How long to wait for another applier: 10 minutes unless told otherwise. */
        public Builder applierTimeout(Duration timeout) {
            pace = pace.withApplierTimeout(timeout);
            return this;
        }

        /** Where the length of a pause between two attempts comes from. */
        public Builder random(RandomGenerator random) {
            pace = pace.withRandom(random);
            return this;
        }

        /**
         * The setup.
         *
         * @throws IllegalArgumentException that lists all declarations that contradict each other
         */
        public DatabaseSetup build() {
            Set<String> names = new HashSet<>();
            List<String> twice = Stream.of(
                            extensions.stream(),
                            roles.stream(),
                            indexes.stream().map(index -> "index " + index),
                            absentIndexes.stream().map(index -> "index " + index),
                            rowLevelSecurity.stream(),
                            grants.stream(),
                            sessionDefaults.stream(),
                            autovacuum.stream(),
                            archives.stream().map(archive -> "archive " + archive.target()),
                            partitions.stream(),
                            maintenance.stream(),
                            absentMaintenance.stream().map(name -> "maintenance " + name))
                    .flatMap(each -> each.map(Object::toString))
                    .filter(name -> !names.add(name))
                    .toList();
            if (!twice.isEmpty()) {
                throw new IllegalArgumentException("declared twice: " + String.join(", ", twice));
            }
            return new DatabaseSetup(desired(this), pace);
        }
    }
}
