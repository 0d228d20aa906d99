package dev.seaworthy.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.database.DatabaseSource;
import dev.seaworthy.backup.database.Dump;
import dev.seaworthy.backup.database.RestoreException;
import dev.seaworthy.backup.database.RestoreTarget;
import dev.seaworthy.backup.database.postgres.PostgresConnection;
import dev.seaworthy.backup.database.postgres.PostgresScratchServer;
import dev.seaworthy.backup.database.postgres.PostgresSource;
import dev.seaworthy.backup.database.postgres.PostgresTarget;
import dev.seaworthy.backup.database.postgres.TestPostgres;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.fingerprint.Fingerprint;
import dev.seaworthy.backup.store.EmbeddedS3;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.S3Store;
import dev.seaworthy.backup.testing.InMemoryDatabase;
import dev.seaworthy.backup.testing.InMemoryObjectStore;
import dev.seaworthy.testkit.Aside;
import dev.seaworthy.testkit.Condition;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Operations whose thread is interrupted, or whose time is over: an error that says so, and nothing is left. */
@Timeout(90)
class EndsTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofHours(1);

    private final Identity identity = Identity.generate();

    /** How it is ended. */
    enum End {
        TIMEOUT("it took longer than its timeout, PT"),
        INTERRUPT("its thread was interrupted");

        private final String words;

        End(String words) {
            this.words = words;
        }
    }

    @AfterEach
    void clearTheInterrupt() {
        Thread.interrupted();
    }

    private BackupManager manager(ObjectStore store, DatabaseSource database, Duration timeout) {
        return BackupManager.builder()
                .store(store)
                .database(database)
                .encryptTo(identity.recipient())
                .timeout(timeout)
                .build();
    }

    private static void assertNoThreadIsLeft() throws Exception {
        Condition.await(
                "the end of all threads",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("seaworthy-")));
    }

    @Nested
    class InMemory {
        private final InMemoryObjectStore store = new InMemoryObjectStore();
        private final InMemoryDatabase database = new InMemoryDatabase().insert("public.content", "a", "b");
        private final List<BackupEvent> events = new ArrayList<>();

        /** Writes a little for ever, heedless of interrupts. */
        private Dump endless(OutputStream out) throws IOException {
            while (true) {
                out.write(1);
                LockSupport.parkNanos(1_000);
            }
        }

        @Test
        void a_backup_that_takes_too_long_is_told_as_such_to_all() throws Exception {
            BackupManager backups = BackupManager.builder()
                    .store(store)
                    .database(this::endless)
                    .encryptTo(identity.recipient())
                    .timeout(SHORT)
                    .listener(events::add)
                    .build();

            assertThatThrownBy(backups::backUpDatabase)
                    .isInstanceOf(BackupException.class)
                    .hasMessageMatching("Backup .* was not made: it took longer than its timeout, PT0\\.3S: .*");

            assertThat(events.get(events.size() - 1))
                    .isInstanceOfSatisfying(
                            BackupEvent.Failed.class,
                            failed -> assertThat(failed.message()).startsWith("it took longer than its timeout"));
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            assertThat(store.list("")).isEmpty();
            assertNoThreadIsLeft();
        }

        @Test
        void an_interrupt_stays_with_its_thread() throws Exception {
            Thread worker = Thread.currentThread();
            BackupManager backups = manager(
                    store,
                    out -> {
                        worker.interrupt();
                        return endless(out);
                    },
                    LONG);

            assertThatThrownBy(backups::backUpDatabase)
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("was not made: its thread was interrupted");

            assertThat(Thread.interrupted()).isTrue();
            assertThat(store.list("")).isEmpty();
            assertNoThreadIsLeft();
        }

        @Test
        void what_ends_in_time_knows_nothing_of_it() throws Exception {
            BackupManager backups = manager(store, database, LONG);

            String id = backups.backUpDatabase().id();

            assertThat(backups.verify(id, identity).isIntact()).isTrue();
            assertThat(backups.testRestore(id, identity, new InMemoryDatabase()).isProven())
                    .isTrue();
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            assertNoThreadIsLeft();
        }

        @ParameterizedTest
        @EnumSource
        void a_verification_is_no_verdict(End end) throws Exception {
            String id = manager(store, database, LONG).backUpDatabase().id();
            Thread worker = Thread.currentThread();
            BackupManager backups = manager(
                    new OtherStore(store) {
                        @Override
                        public InputStream open(String key) {
                            if (end == End.INTERRUPT && key.contains("dump")) {
                                worker.interrupt();
                            }
                            return new Endless(super.open(key), key.contains("dump"));
                        }
                    },
                    database,
                    end == End.TIMEOUT ? SHORT : LONG);

            assertThatThrownBy(() -> backups.verify(id))
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("Backup " + id + " was not verified: " + end.words);
            assertThat(Thread.interrupted()).isEqualTo(end == End.INTERRUPT);
            assertThatThrownBy(() -> backups.testRestore(id, identity, new InMemoryDatabase()))
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("was not tested: " + end.words);
            Thread.interrupted();
            if (end == End.INTERRUPT) {
                assertThatThrownBy(() -> backups.restore(id, identity, new InMemoryDatabase()))
                        .isInstanceOf(BackupException.class)
                        .hasMessageContaining("was not restored: " + end.words);
                Thread.interrupted();
            }
            assertNoThreadIsLeft();
        }

        /** Who needs the data back would have to begin anew, else. */
        @Test
        void a_restore_to_stay_takes_the_time_that_it_takes() throws Exception {
            BackupManager backups = manager(store, database, SHORT);
            String id = manager(store, database, LONG).backUpDatabase().id();
            InMemoryDatabase restored = new InMemoryDatabase();

            RestoreVerdict.Proven proven = backups.restore(id, identity, target(restored, () -> {
                long end = System.nanoTime() + 3 * SHORT.toNanos();
                while (System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
                    LockSupport.parkNanos(end - System.nanoTime());
                }
                if (Thread.currentThread().isInterrupted()) {
                    throw new RestoreException("interrupted", null);
                }
            }));

            assertThat(proven.rows()).isEqualTo(2);
            assertNoThreadIsLeft();
        }

        @Test
        void what_was_restored_and_could_not_be_compared_is_told_as_such() {
            BackupManager backups = manager(store, database, LONG);
            String id = backups.backUpDatabase().id();

            assertThatThrownBy(() -> backups.restore(id, identity, target(new InMemoryDatabase(), () -> {
                        Thread.currentThread().interrupt();
                        throw new RestoreException("The query was cancelled", null);
                    })))
                    .isInstanceOf(BackupException.class)
                    .hasMessage("Backup " + id + " is restored, and was not compared: The query was cancelled");
        }

        private RestoreTarget target(RestoreTarget target, Runnable beforeComparison) {
            return new RestoreTarget() {
                @Override
                public void restore(InputStream dump) {
                    target.restore(dump);
                }

                @Override
                public Fingerprint fingerprint(Fingerprint dumped) {
                    beforeComparison.run();
                    return target.fingerprint(dumped);
                }
            };
        }

        /** Gives a byte now and then, for ever. */
        private static final class Endless extends FilterInputStream {
            private final boolean endless;

            Endless(InputStream in, boolean endless) {
                super(in);
                this.endless = endless;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                if (!endless) {
                    return in.read(bytes, offset, length);
                }
                LockSupport.parkNanos(1_000_000);
                bytes[offset] = 1;
                return 1;
            }
        }

        @Test
        void a_manifest_that_cannot_be_read_in_time_is_told_as_such() {
            BackupManager backups = manager(
                    new OtherStore(store) {
                        @Override
                        public InputStream open(String key) {
                            return new InputStream() {
                                @Override
                                public int read() throws IOException {
                                    while (!Thread.currentThread().isInterrupted()) {
                                        LockSupport.parkNanos(1_000_000);
                                    }
                                    throw new InterruptedIOException();
                                }
                            };
                        }
                    },
                    database,
                    SHORT);

            assertThatThrownBy(() -> backups.verify("20261124T090102345Z-0"))
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("was not verified: it took longer");
        }

        @Test
        void a_run_that_others_would_discard_while_it_goes_on_is_refused() {
            BackupManager.Builder builder = BackupManager.builder()
                    .store(store)
                    .database(database)
                    .encryptTo(identity.recipient())
                    .abandonedAfter(Duration.ofHours(2));

            assertThatCode(builder::build).doesNotThrowAnyException();
            assertThatIllegalArgumentException()
                    .isThrownBy(builder.timeout(Duration.ofHours(2))::build)
                    .withMessageContaining("timeout is PT2H and abandonedAfter PT2H: another node would discard");
            assertThatIllegalArgumentException()
                    .isThrownBy(builder.timeout(Duration.ZERO)::build)
                    .withMessageContaining("timeout is PT0S; give a millisecond or more");
        }
    }

    @Nested
    @Tag("needs-pg_dump")
    class OfPostgres {
        private static final String BODY =
                "array_to_string(ARRAY(SELECT md5(n || '-' || m)" + " FROM generate_series(1, 10) m), '')";

        private static EmbeddedS3 server;
        private static PostgresConnection database;

        private final S3Store store = S3Store.builder(server.client(), server.bucket("ends-" + UUID.randomUUID()))
                .partBytes(5 * 1024 * 1024)
                .build();

        @BeforeAll
        static void startServers() throws Exception {
            server = EmbeddedS3.start();
            database = TestPostgres.database(
                    "CREATE TABLE content AS SELECT n AS id, " + BODY + " AS body FROM generate_series(1, 60000) n");
        }

        @AfterAll
        static void stopServers() throws Exception {
            server.stop();
        }

        private void assertNothingIsLeft() throws Exception {
            boolean interrupted = Thread.interrupted();
            assertThat(store.discardUploads("", java.time.Instant.parse("2100-01-01T00:00:00Z")))
                    .isZero();
            assertThat(Signals.children("pg_dump")).isEmpty();
            assertThat(Signals.children("pg_restore")).isEmpty();
            Condition.await("the end of all sessions", () -> sessions("application_name = 'seaworthy-backup'") == 1);
            assertThat(scratchDatabases()).isZero();
            assertNoThreadIsLeft();
            assertThat(interrupted).isFalse();
        }

        private long sessions(String condition) {
            return TestPostgres.count("SELECT count(*) FROM pg_stat_activity WHERE " + condition);
        }

        private long scratchDatabases() {
            return TestPostgres.count("SELECT count(*) FROM pg_database WHERE datname LIKE 'seaworthy\\_scratch%'");
        }

        /** Interrupts this thread as soon as it may. */
        private CompletableFuture<Void> interruptWhen(String what, Callable<Boolean> condition) {
            Thread worker = Thread.currentThread();
            return Aside.call(() -> {
                Condition.await(what, condition);
                worker.interrupt();
                return null;
            });
        }

        @ParameterizedTest
        @EnumSource
        void a_backup_whose_program_hangs(End end) throws Exception {
            Thread worker = Thread.currentThread();
            BackupManager backups = manager(
                    store,
                    out -> PostgresSource.of(database).dumpTo(new AtByte(out, 12_000_000, () -> {
                        Signals.stop("pg_dump");
                        if (end == End.INTERRUPT) {
                            worker.interrupt();
                        }
                    })),
                    end == End.TIMEOUT ? Duration.ofSeconds(5) : LONG);

            assertThatThrownBy(backups::backUpDatabase)
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("was not made: " + end.words);

            assertThat(Thread.interrupted()).isEqualTo(end == End.INTERRUPT);
            assertThat(store.list("")).isEmpty();
            assertNothingIsLeft();
            assertThat(manager(store, PostgresSource.of(database), LONG).backUpDatabase())
                    .isNotNull();
        }

        @Test
        void a_backup_that_waits_for_a_lock() throws Exception {
            CompletableFuture<Void> interrupting =
                    interruptWhen("the lock", () -> sessions("wait_event_type = 'Lock' AND query LIKE 'LOCK %'") == 1);

            TestPostgres.whileLocked(
                    database,
                    "content",
                    () -> assertThatThrownBy(manager(store, PostgresSource.of(database), LONG)::backUpDatabase)
                            .isInstanceOf(BackupException.class)
                            .hasMessageContaining("its thread was interrupted"));

            interrupting.join();
            assertThat(Thread.interrupted()).isTrue();
            assertNothingIsLeft();
        }

        @Test
        void a_test_restore_whose_program_hangs() throws Exception {
            BackupManager backups = manager(store, PostgresSource.of(database), LONG);
            String id = backups.backUpDatabase().id();
            CompletableFuture<Void> interrupting = interruptWhen("pg_restore", () -> stopped("pg_restore"));

            assertThatThrownBy(() ->
                            backups.testRestore(id, identity, PostgresScratchServer.of(TestPostgres.maintenance())))
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("was not tested: its thread was interrupted");

            interrupting.join();
            assertThat(Thread.interrupted()).isTrue();
            assertNothingIsLeft();
        }

        @Test
        void a_test_restore_whose_preparation_hangs() throws Exception {
            BackupManager backups = manager(store, PostgresSource.of(database), LONG);
            String id = backups.backUpDatabase().id();
            CompletableFuture<Void> interrupting =
                    interruptWhen("the preparation", () -> sessions("query = 'SELECT pg_sleep(601)'") == 1);

            assertThatThrownBy(() -> backups.testRestore(
                            id,
                            identity,
                            PostgresScratchServer.of(TestPostgres.maintenance()).preparedBy("SELECT pg_sleep(601)")))
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("was not tested: its thread was interrupted");

            interrupting.join();
            assertThat(Thread.interrupted()).isTrue();
            assertNothingIsLeft();
        }

        @Test
        void a_restore_to_stay_whose_program_hangs() throws Exception {
            BackupManager backups = manager(store, PostgresSource.of(database), LONG);
            String id = backups.backUpDatabase().id();
            PostgresConnection target = TestPostgres.database();
            CompletableFuture<Void> interrupting = interruptWhen("pg_restore", () -> stopped("pg_restore"));

            assertThatThrownBy(() -> backups.restore(id, identity, PostgresTarget.of(target)))
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("was not restored: its thread was interrupted");

            interrupting.join();
            assertThat(Thread.interrupted()).isTrue();
            assertNothingIsLeft();
            assertThat(backups.restore(id, identity, PostgresTarget.of(target)).rows())
                    .isEqualTo(60_000);
        }

        private boolean stopped(String program) {
            Signals.stop(program);
            return !Signals.children(program).isEmpty();
        }

        @Test
        void a_check_that_takes_too_long() throws Exception {
            BackupManager backups = manager(
                    new InMemoryObjectStore(),
                    PostgresSource.of(TestPostgres.database("CREATE TABLE small AS SELECT 1 AS id")),
                    Duration.ofSeconds(8));
            String id = backups.backUpDatabase().id();

            assertThatThrownBy(() -> backups.testRestore(
                            id,
                            identity,
                            PostgresScratchServer.of(TestPostgres.maintenance()),
                            RestoreCheck.of("sleeps", "SELECT pg_sleep(600)", "")))
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("was not tested: it took longer than its timeout, PT8S");

            assertNothingIsLeft();
        }
    }
}
