package dev.seaworthy.backup.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.database.DumpException;
import dev.seaworthy.backup.database.DumpInput;
import dev.seaworthy.backup.database.DumpOutput;
import dev.seaworthy.backup.database.FailingInput;
import dev.seaworthy.backup.database.KeptDump;
import dev.seaworthy.backup.database.RestoreException;
import dev.seaworthy.backup.database.ScratchDatabase;
import dev.seaworthy.backup.database.postgres.snapshot.Rows;
import dev.seaworthy.backup.fingerprint.DatabaseLocale;
import dev.seaworthy.backup.fingerprint.Fingerprint;
import dev.seaworthy.testkit.Condition;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several dumps of one instant at once, and what comes of one of them when another fails. */
@Tag("needs-pg_dump")
@Timeout(120)
class ParallelDumpTest {
    private static PostgresConnection database;

    @BeforeAll
    static void create() {
        database = TestPostgres.database(
                "CREATE TABLE one AS SELECT n, md5(n::text) AS t FROM generate_series(1, 200000) n",
                "CREATE TABLE two AS SELECT n, md5(n::text) AS t FROM generate_series(1, 200000) n",
                "CREATE TABLE three AS SELECT n, md5(n::text) AS t FROM generate_series(1, 200000) n",
                "CREATE TABLE small AS SELECT 1 AS id");
    }

    private static PostgresSource source(int streams) {
        return PostgresSource.builder(database).parallel(streams, 1_000_000).build();
    }

    @Test
    void is_of_one_instant_while_others_write() throws IOException {
        PostgresConnection busy = TestPostgres.database(
                "CREATE TABLE one AS SELECT generate_series(1, 50000) AS n",
                "CREATE TABLE two AS SELECT generate_series(1, 50000) AS n");
        KeptDump kept = new KeptDump();
        DumpOutput writing = new Watched(kept) {
            @Override
            void opened(String table) {
                TestPostgres.execute(busy, "INSERT INTO one VALUES (0)", "DELETE FROM two WHERE n % 2 = 0");
            }
        };

        Fingerprint dumped = PostgresSource.builder(busy)
                .parallel(2, 1)
                .build()
                .dumpTo(writing)
                .fingerprint();

        assertThat(dumped.totalRows()).isEqualTo(100_000);
        assertThat(kept.input().tables()).hasSize(2);
        try (ScratchDatabase scratch = scratch(dumped.locale())) {
            scratch.restore(kept.input());
            assertThat(dumped.differences(scratch.fingerprint(dumped))).isEmpty();
        }
    }

    /** Each waits at its beginning until as many as allowed have begun. */
    @Test
    void runs_so_many_at_once_and_no_more() throws IOException {
        CountDownLatch three = new CountDownLatch(3);
        Set<String> open = ConcurrentHashMap.newKeySet();
        List<Integer> most = Collections.synchronizedList(new ArrayList<>());

        source(3).dumpTo(new Watched(new KeptDump()) {
            @Override
            void opened(String table) {
                open.add(table);
                most.add(open.size());
                three.countDown();
                try {
                    three.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            void closed(String table) {
                open.remove(table);
            }
        });

        assertThat(most).hasSize(4).allMatch(count -> count <= 3);
    }

    @Test
    void ends_all_when_one_of_them_is_killed() {
        DumpOutput killing = new AllOpen() {
            @Override
            void allAreOpen() {
                pgDumps().stream()
                        .filter(child -> child.info().commandLine().orElse("").contains("--table=\"public\".\"one\""))
                        .forEach(ProcessHandle::destroyForcibly);
            }
        };

        assertThatThrownBy(() -> source(4).dumpTo(killing))
                .isInstanceOf(DumpException.class)
                .hasMessageContaining("the rows of public.one")
                .hasMessageContaining("exit status 137");

        assertThatNothingRuns(database);
    }

    @Test
    void ends_all_when_one_of_them_cannot_write() {
        IllegalStateException failure = new IllegalStateException("the store is gone");
        DumpOutput failing = new AllOpen() {
            @Override
            void allAreOpen() {
                throw failure;
            }
        };

        assertThatThrownBy(() -> source(4).dumpTo(failing)).isSameAs(failure);

        assertThatNothingRuns(database);
    }

    @Test
    void ends_all_when_its_thread_is_interrupted() {
        Thread dumping = Thread.currentThread();
        DumpOutput interrupting = new AllOpen() {
            @Override
            void allAreOpen() {
                dumping.interrupt();
            }
        };

        assertThatThrownBy(() -> source(4).dumpTo(interrupting))
                .isInstanceOf(DumpException.class)
                .hasMessageContaining("interrupted");

        assertThat(Thread.interrupted()).isTrue();
        assertThatNothingRuns(database);
    }

    @Test
    void ends_all_when_the_session_of_the_snapshot_is_cut() {
        PostgresConnection slow = TestPostgres.database(
                "CREATE TABLE slow AS SELECT generate_series(1, 3000000) AS n",
                "CREATE TABLE one AS SELECT 1 AS n",
                "CREATE TABLE two AS SELECT 1 AS n",
                "CREATE TABLE three AS SELECT 1 AS n");
        String hashing = "pg_stat_activity WHERE datname = current_database() AND query LIKE 'SELECT count(*), %'"
                + " AND state = 'active' AND backend_type = 'client backend'";
        AtomicBoolean cut = new AtomicBoolean();
        DumpOutput cutting = new Watched(new KeptDump()) {
            @Override
            void opened(String table) {
                if (!cut.getAndSet(true)) {
                    await("the fingerprint", slow, "SELECT count(*) = 1 FROM " + hashing);
                    TestPostgres.execute(slow, "SELECT pg_terminate_backend(pid) FROM " + hashing);
                }
            }
        };

        assertThatThrownBy(() ->
                        PostgresSource.builder(slow).parallel(5, 1).build().dumpTo(cutting))
                .isInstanceOf(DumpException.class)
                .hasMessageContaining("terminating connection due to administrator command");

        assertThatNothingRuns(slow);
    }

    @Test
    void ends_a_restore_when_the_rows_of_one_table_are_damaged() throws IOException {
        KeptDump kept = new KeptDump();
        source(2).dumpTo(kept);
        IllegalStateException damaged = new IllegalStateException("the end proves that it was damaged");
        DumpInput input = kept.input();
        try (ScratchDatabase scratch = scratch(DatabaseLocale.C)) {
            assertThatThrownBy(() -> scratch.restore(new DumpInput() {
                        @Override
                        public InputStream dump() throws IOException {
                            return input.dump();
                        }

                        @Override
                        public List<String> tables() {
                            return input.tables();
                        }

                        @Override
                        public InputStream rows(String table) throws IOException {
                            InputStream rows = input.rows(table);
                            return table.equals("public.two")
                                    ? new SequenceInputStream(rows, new FailingInput(damaged))
                                    : rows;
                        }
                    }))
                    .isSameAs(damaged);
        }
        assertThat(threads()).noneMatch(name -> name.startsWith("seaworthy-restore"));
    }

    @Test
    void fails_when_a_key_does_not_fit_the_rows_that_came_in_before_it() throws IOException {
        KeptDump kept = new KeptDump();
        KeptDump same = new KeptDump();
        parallel("CREATE TABLE one AS SELECT generate_series(1, 9) AS n", "ALTER TABLE one ADD PRIMARY KEY (n)")
                .dumpTo(kept);
        parallel("CREATE TABLE one AS SELECT 1 AS n FROM generate_series(1, 9)").dumpTo(same);
        KeptDump mixed = kept.with("public.one", same.dumped("public.one"));

        try (ScratchDatabase scratch = scratch(DatabaseLocale.C)) {
            assertThatThrownBy(() -> scratch.restore(mixed.input()))
                    .isInstanceOf(RestoreException.class)
                    .hasMessageContaining("could not create unique index \"one_pkey\"");
        }
    }

    private static PostgresSource parallel(String... statements) {
        return PostgresSource.builder(TestPostgres.database(statements))
                .parallel(2, 1)
                .build();
    }

    @Test
    void wants_a_sensible_number() {
        assertThatThrownBy(() -> PostgresSource.builder(database).parallel(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("between 1 and 16: 0");
        assertThatThrownBy(() -> PostgresSource.builder(database).parallel(17))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PostgresSource.builder(database).parallel(2, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 bytes or more: -1");
        assertThatThrownBy(() -> PostgresTarget.builder(database).parallel(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("between 2 and 64: 1");
        assertThat(PostgresSource.LARGE_TABLE_BYTES).isEqualTo(256 << 20);
    }

    @Test
    void is_one_stream_where_no_table_is_large() throws IOException {
        KeptDump kept = new KeptDump();

        PostgresSource.builder(database).parallel(4).build().dumpTo(kept);

        assertThat(kept.input().tables()).isEmpty();
    }

    /** A preset's source keeps it. */
    @Test
    void is_kept_by_the_builder() throws IOException {
        KeptDump kept = new KeptDump();

        source(3).toBuilder().build().dumpTo(kept);

        assertThat(kept.input().tables()).hasSize(3);
    }

    private static ScratchDatabase scratch(DatabaseLocale locale) {
        return PostgresScratchServer.of(TestPostgres.maintenance()).create(locale);
    }

    private static List<ProcessHandle> pgDumps() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("/pg_dump"))
                .toList();
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }

    private static void assertThatNothingRuns(PostgresConnection server) {
        await(
                "the end of all sessions",
                server,
                "SELECT count(*) = 0 FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
        assertThat(pgDumps()).isEmpty();
        assertThat(threads())
                .noneMatch(name -> name.startsWith("seaworthy-dump") || name.startsWith("seaworthy-fingerprint"));
    }

    private static void await(String what, PostgresConnection server, String sql) {
        try {
            Condition.await(what, () -> holds(server, sql));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean holds(PostgresConnection server, String sql) throws SQLException {
        try (Connection connection = server.connect()) {
            return new Rows(connection).text(sql).equals("t");
        }
    }

    /** Streams that tell when they are opened, at the first byte, and closed. */
    private static class Watched implements DumpOutput {
        private final DumpOutput output;

        Watched(DumpOutput output) {
            this.output = output;
        }

        void opened(String table) {}

        void closed(String table) {}

        @Override
        public OutputStream dump() throws IOException {
            return watched("", output.dump());
        }

        @Override
        public OutputStream rows(String table) throws IOException {
            return watched(table, output.rows(table));
        }

        private OutputStream watched(String table, OutputStream out) {
            return new OutputStream() {
                private boolean open;

                @Override
                public void write(int value) throws IOException {
                    write(new byte[] {(byte) value}, 0, 1);
                }

                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    if (!open) {
                        open = true;
                        opened(table);
                    }
                    out.write(bytes, offset, length);
                }

                @Override
                public void close() throws IOException {
                    closed(table);
                    out.close();
                }
            };
        }
    }

    /** Streams of which the last one to open strikes, while the others wait in vain. */
    private abstract static class AllOpen extends Watched {
        private static final int STREAMS = 4;

        private final CountDownLatch open = new CountDownLatch(STREAMS);
        private final CountDownLatch never = new CountDownLatch(1);

        AllOpen() {
            super(new KeptDump());
        }

        abstract void allAreOpen();

        @Override
        void opened(String table) {
            open.countDown();
            if (table.isEmpty()) {
                awaitOrEnd(open);
                allAreOpen();
            } else if (table.equals("public.three")) {
                awaitOrEnd(never);
            }
        }

        /** As a store does whose upload is interrupted. */
        private static void awaitOrEnd(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("the upload was interrupted", e);
            }
        }
    }
}
