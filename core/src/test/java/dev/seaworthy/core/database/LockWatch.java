package dev.seaworthy.core.database;

import dev.seaworthy.core.database.plan.Step;
import dev.seaworthy.core.database.postgres.LockMode;
import dev.seaworthy.testkit.Aside;
import dev.seaworthy.testkit.Condition;
import dev.seaworthy.testkit.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.postgresql.PGConnection;

/** Runs a step, and looks from another session at the locks that it has on what was there before. */
record LockWatch(TestDatabase database) {
    private static final String RELATIONS = "relkind IN ('r', 'p', 'i', 'I') AND relnamespace = 'public'::regnamespace";

    /** The locks of a step: before it commits, or while it waits for another session. */
    List<Lock> of(Step step) throws Exception {
        Set<String> before = Set.copyOf(database.query("SELECT oid FROM pg_class WHERE " + RELATIONS));
        try (Connection connection = database.dataSource().getConnection()) {
            int process = connection.unwrap(PGConnection.class).getBackendPID();
            return step.isAlone()
                    ? ofAlone(step, connection, process, before)
                    : ofTogether(step, connection, process, before);
        }
    }

    private List<Lock> ofTogether(Step step, Connection connection, int process, Set<String> before)
            throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (String sql : step.statements()) {
                statement.execute(sql);
            }
            List<Lock> locks = locks(process, before);
            connection.commit();
            return locks;
        }
    }

    private List<Lock> ofAlone(Step step, Connection connection, int process, Set<String> before) throws Exception {
        try (Connection other = blocking(step);
                Statement statement = connection.createStatement()) {
            CompletableFuture<Boolean> work =
                    Aside.call(() -> statement.execute(step.statements().get(0)));
            Condition.await(
                    "it to wait for the other",
                    () -> work.isDone()
                            || !database.query("SELECT 1 FROM pg_locks WHERE NOT granted AND pid = " + process)
                                    .isEmpty());
            List<Lock> locks = locks(process, before);
            other.rollback();
            work.get();
            return locks;
        }
    }

    /** One that writes to each table. Whoever detaches lets go of all while it waits for that, so it is met before. */
    private Connection blocking(Step step) throws SQLException {
        boolean detaches = step.statements().get(0).matches(".* DETACH PARTITION .* CONCURRENTLY");
        String tables = String.join(
                ", ",
                database.query("SELECT oid::regclass FROM pg_class WHERE " + RELATIONS
                        + (detaches ? " AND relkind = 'r' AND relispartition" : " AND relkind IN ('r', 'p')")));
        Connection connection = database.dataSource().getConnection();
        connection.setAutoCommit(false);
        connection
                .createStatement()
                .execute("LOCK TABLE " + tables + " IN " + (detaches ? "SHARE UPDATE" : "ROW") + " EXCLUSIVE MODE");
        return connection;
    }

    private List<Lock> locks(int process, Set<String> before) {
        return database.query("""
                SELECT concat_ws(' ', c.oid, n.nspname || '.' || c.relname, coalesce(n.nspname || '.' || t.relname, '-'), l.mode,
                           (SELECT n.nspname || '.' || p.relname FROM pg_inherits h JOIN pg_class p ON p.oid = h.inhparent
                            WHERE h.inhrelid = coalesce(t.oid, c.oid)))
                FROM pg_locks l
                JOIN pg_class c ON c.oid = l.relation
                JOIN pg_namespace n ON n.oid = c.relnamespace
                LEFT JOIN pg_index x ON x.indexrelid = c.oid
                LEFT JOIN pg_class t ON t.oid = x.indrelid
                WHERE l.granted AND l.locktype = 'relation' AND l.pid = %d""".formatted(process)).stream()
                .map(line -> line.split(" "))
                .filter(words -> before.contains(words[0]))
                .map(words -> new Lock(words[1], words[2], words.length > 4 ? words[4] : "-", mode(words[3])))
                .toList();
    }

    /** {@code ShareUpdateExclusiveLock} */
    private static LockMode mode(String name) {
        return Arrays.stream(LockMode.values())
                .filter(mode -> (mode.sql().replace(" ", "") + "LOCK").equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow();
    }

    /**
     * A lock on a table or an index.
     *
     * @param table of an index; {@code -} for a table
     * @param parent what the table is a partition of, or {@code -}
     */
    record Lock(String relation, String table, String parent, LockMode mode) {
        boolean isOnTable() {
            return table.equals("-");
        }

        /** Whether the plan says so: it names the relation, or the table of the index, or all partitions. */
        boolean isNamed(Step step) {
            List<String> words = List.of(step.on().split("[ ,():]+"));
            return words.contains(relation)
                    || words.contains(table)
                    || (step.on().endsWith(" and its partitions") && words.contains(parent));
        }
    }
}
