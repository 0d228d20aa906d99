package dev.seaworthy.core.schedule.cluster;

import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.postgres.DatabaseException;
import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.core.database.sql.Identifier;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** The table: db-scheduler's columns, and ours after {@code priority}. */
final class JobTable {
    /** Two transactions created the same thing at once, and this one lost. */
    private static final Set<String> LOST_THE_RACE = Set.of("23505", "42P07", "42710", "40P01");

    private static final int TRIES = 10;
    private static final String REMEDY = ": say createTable(), or run ClusterJobs.tableSql";

    private static final List<String> COLUMNS = List.of(
            "task_name text NOT NULL",
            "task_instance text NOT NULL",
            "task_data bytea",
            "execution_time timestamptz NOT NULL",
            "picked boolean NOT NULL",
            "picked_by text",
            "last_success timestamptz",
            "last_failure timestamptz",
            "consecutive_failures integer",
            "last_heartbeat timestamptz",
            "version bigint NOT NULL");

    /** Those that a table gets if it lacks them: it was made by an earlier release, or by db-scheduler's own script. */
    private static final List<String> ADDED = List.of(
            "priority smallint",
            "schedule text",
            "last_start timestamptz",
            "last_error text",
            "deaths integer NOT NULL DEFAULT 0",
            "failed boolean NOT NULL DEFAULT false",
            "off_schedule boolean NOT NULL DEFAULT false");

    private final TableName name;

    JobTable(TableName name) {
        this.name = name;
    }

    /** Several statements, to be run in one transaction, and again with the next release. */
    String sql() {
        return """
                CREATE TABLE IF NOT EXISTS %1$s (
                    %2$s,
                    PRIMARY KEY (task_name, task_instance)
                );
                %3$s;
                CREATE INDEX IF NOT EXISTS %4$s ON %1$s (execution_time);
                CREATE INDEX IF NOT EXISTS %5$s ON %1$s (last_heartbeat);
                """.formatted(
                name.sql(), String.join(",\n    ", COLUMNS), addedSql(), index("_due_idx"), index("_heartbeat_idx"));
    }

    private String addedSql() {
        return ADDED.stream()
                .map(column -> "ADD COLUMN IF NOT EXISTS " + column)
                .collect(Collectors.joining(",\n    ", "ALTER TABLE " + name.sql() + "\n    ", ""));
    }

    private String index(String suffix) {
        return Identifier.quote(Identifier.withSuffix(name.name(), suffix));
    }

    /** Creates it, or adds the columns that it lacks, however many nodes do so at once. */
    void create(DataSource dataSource) {
        try (Session session = Session.open(dataSource)) {
            session.set("lock_timeout", "10s");
            session.set("statement_timeout", "30s");
            for (int tried = 1; columns(session).isEmpty(); tried++) {
                tryToCreate(session, tried);
            }
            Set<String> present = columns(session);
            if (missing(COLUMNS, present).isEmpty() && !missing(ADDED, present).isEmpty()) {
                session.execute(addedSql());
            }
        } catch (SQLException e) {
            throw new DatabaseException("can't create the table of jobs " + name + ", or add what it lacks", e);
        }
    }

    private void tryToCreate(Session session, int tried) throws SQLException {
        try {
            session.execute(sql());
        } catch (SQLException e) {
            if (tried == TRIES || !LOST_THE_RACE.contains(e.getSQLState())) {
                throw e;
            }
        }
    }

    /** @throws DatabaseException if it is not there, or lacks columns */
    void require(DataSource dataSource) {
        try (Session session = Session.open(dataSource)) {
            problem(columns(session)).ifPresent(problem -> {
                throw new DatabaseException(problem);
            });
        } catch (SQLException e) {
            throw new DatabaseException("can't read the columns of the table of jobs " + name, e);
        }
    }

    private Optional<String> problem(Set<String> present) {
        Set<String> foreign = missing(COLUMNS, present);
        Set<String> missing = missing(ADDED, present);
        if (present.isEmpty()) {
            return Optional.of("the table of jobs " + name + " is not there" + REMEDY);
        }
        if (!foreign.isEmpty()) {
            return Optional.of(name + " is no table of jobs, as it lacks " + String.join(", ", foreign)
                    + ": name another one with table(…)");
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "the table of jobs " + name + " lacks the columns " + String.join(", ", missing) + REMEDY);
    }

    private static Set<String> missing(List<String> columns, Set<String> present) {
        return columns.stream()
                .map(column -> column.substring(0, column.indexOf(' ')))
                .filter(column -> !present.contains(column))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> columns(Session session) throws SQLException {
        return new HashSet<>(session.query(
                row -> row.getString(1),
                "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped",
                name.sql()));
    }
}
