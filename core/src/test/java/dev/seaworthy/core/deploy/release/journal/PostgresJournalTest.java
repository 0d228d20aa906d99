package dev.seaworthy.core.deploy.release.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.testkit.Aside;
import dev.seaworthy.testkit.Condition;
import dev.seaworthy.testkit.PostgresServer;
import dev.seaworthy.testkit.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(PostgresServer.class)
class PostgresJournalTest extends JournalContract {
    private final PostgresServer server;
    private TestDatabase database;

    PostgresJournalTest(PostgresServer server) {
        this.server = server;
    }

    @BeforeEach
    void create() {
        database = server.database();
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Override
    Journal journal() {
        return Journal.postgres(database.dataSource());
    }

    @Test
    void whose_session_is_cut_off_has_lost_the_lock_and_writes_no_more() {
        OpenJournal cut = journal().open("contentmax").orElseThrow();
        cut.append(entry("42", JournalEvent.BEGUN, Map.of()));
        database.query("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'");

        try (OpenJournal next = journal().open("contentmax").orElseThrow()) {
            next.append(entry("42", JournalEvent.RESUMED, Map.of()));
            assertThatThrownBy(() -> cut.append(entry("42", JournalEvent.ENDED, Map.of())))
                    .isInstanceOf(JournalException.class);
        }
        cut.close();
        assertThat(journal().read("contentmax")).hasSize(2);
    }

    @Test
    void whose_session_is_cut_off_is_told_so_and_writes_no_more() {
        try (OpenJournal cut = journal().open("contentmax").orElseThrow()) {
            database.query("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'");

            assertThat(cut.isHeld()).isFalse();
            assertThatThrownBy(() -> cut.append(entry("42", JournalEvent.ENDED, Map.of())))
                    .isInstanceOf(JournalException.class);
        }
    }

    @Test
    void who_may_not_create_tables_uses_one_that_is_there() {
        journal().read("contentmax");
        database.execute(
                "DROP ROLE IF EXISTS deployer",
                "CREATE ROLE deployer LOGIN",
                "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
                "GRANT SELECT, INSERT ON seaworthy_release_journal TO deployer");

        try (OpenJournal open = Journal.postgres(database.dataSource("deployer"))
                .open("contentmax")
                .orElseThrow()) {
            open.append(entry("42", JournalEvent.BEGUN, Map.of()));
        }

        assertThat(journal().read("contentmax")).hasSize(1);
        database.execute("DROP OWNED BY deployer", "DROP ROLE deployer");
    }

    @Test
    void what_does_not_matter_is_not_read() {
        journal().read("contentmax");
        row(1, "of a time long past");
        row(2, Lines.write(entry("41", JournalEvent.BEGUN, Map.of())));
        row(3, Lines.write(entry("41", JournalEvent.ENDED, Map.of("status", "RELEASED"))));
        row(4, Lines.write(entry("42", JournalEvent.BEGUN, Map.of())));

        assertThat(journal().read("contentmax"))
                .extracting(JournalEntry::version)
                .containsExactly("41", "41", "42");
        try (OpenJournal open = journal().open("contentmax").orElseThrow()) {
            open.append(entry("42", JournalEvent.ENDED, Map.of("status", "HALTED")));
        }
        assertThat(database.one("SELECT max(number) FROM seaworthy_release_journal"))
                .isEqualTo("5");
        database.execute("DELETE FROM seaworthy_release_journal WHERE number = 3");
        assertThatThrownBy(() -> journal().open("contentmax")).hasMessageContaining("a row that is damaged");
    }

    private void row(int number, String entry) {
        database.execute(
                "INSERT INTO seaworthy_release_journal VALUES ('contentmax', " + number + ", '" + entry + "')");
    }

    @Test
    void a_long_run_is_read_whole_and_in_its_order() {
        journal().read("contentmax");
        database.execute(
                "INSERT INTO seaworthy_release_journal SELECT 'contentmax', n, '"
                        + Lines.write(entry("VERSION", JournalEvent.NOTED, Map.of()))
                        + "' FROM generate_series(1, 1001) n",
                "UPDATE seaworthy_release_journal SET entry = replace(entry, 'VERSION', number::text)");

        assertThat(journal().read("contentmax"))
                .extracting(JournalEntry::version)
                .isEqualTo(
                        IntStream.rangeClosed(1, 1001).mapToObj(String::valueOf).toList());
    }

    @Test
    void more_entries_than_may_be_are_refused() {
        journal().read("contentmax");
        database.execute("INSERT INTO seaworthy_release_journal SELECT 'contentmax', n, '"
                + Lines.write(entry("42", JournalEvent.NOTED, Map.of()))
                + "' FROM generate_series(1, " + (Recent.MOST_ENTRIES + 500) + ") n");

        assertThatThrownBy(() -> journal().read("contentmax")).hasMessageContaining("more than 100000 entries");
    }

    @Test
    void a_lent_connection_goes_back_as_it_came() throws Exception {
        try (LentConnection lent = new LentConnection(database.dataSource())) {
            lent.connection().setNetworkTimeout(Runnable::run, 4_000);
            lent.connection().setAutoCommit(false);
            List<String> before = lent.settings();
            try (OpenJournal open =
                    Journal.postgres(lent.source()).open("contentmax").orElseThrow()) {
                open.append(entry("42", JournalEvent.BEGUN, Map.of()));
                assertThat(lent.settings()).isNotEqualTo(before).contains("synchronous_commit=on");
                assertThat(lent.connection().getNetworkTimeout()).isEqualTo(30_000);
                assertThat(journal().open("contentmax")).isEmpty();
            }
            assertThat(lent.settings()).isEqualTo(before);
            assertThat(lent.connection().getNetworkTimeout()).isEqualTo(4_000);
            assertThat(lent.connection().getAutoCommit()).isFalse();
            journal().open("contentmax").orElseThrow().close();
        }
    }

    @Test
    void a_lent_connection_that_gets_no_lock_goes_back_as_it_came() throws Exception {
        try (OpenJournal open = journal().open("contentmax").orElseThrow();
                LentConnection lent = new LentConnection(database.dataSource())) {
            List<String> before = lent.settings();

            assertThat(Journal.postgres(lent.source()).open("contentmax")).isEmpty();

            assertThat(lent.settings()).isEqualTo(before);
            assertThat(open.entries()).isEmpty();
        }
    }

    @Test
    void a_lent_connection_whose_journal_cannot_be_read_goes_back_without_the_lock() throws Exception {
        journal().read("contentmax");
        row(1, "damage");
        try (LentConnection lent = new LentConnection(database.dataSource())) {
            List<String> before = lent.settings();

            assertThatThrownBy(() -> Journal.postgres(lent.source()).open("contentmax"))
                    .isInstanceOf(JournalException.class);

            assertThat(lent.settings()).isEqualTo(before);
            database.execute("DELETE FROM seaworthy_release_journal");
            journal().open("contentmax").orElseThrow().close();
        }
    }

    @Test
    void a_session_that_lost_its_lock_writes_no_more() throws Exception {
        try (LentConnection lent = new LentConnection(database.dataSource());
                OpenJournal open =
                        Journal.postgres(lent.source()).open("contentmax").orElseThrow()) {
            lent.execute("SELECT pg_advisory_unlock_all()");

            assertThatThrownBy(() -> open.append(entry("42", JournalEvent.BEGUN, Map.of())))
                    .isInstanceOf(JournalException.class)
                    .hasMessageStartingWith("the lock of the journal of contentmax is lost");
            assertThat(journal().read("contentmax")).isEmpty();
        }
    }

    @Test
    void a_session_that_lost_its_lock_is_told_so() throws Exception {
        try (LentConnection lent = new LentConnection(database.dataSource());
                OpenJournal open =
                        Journal.postgres(lent.source()).open("contentmax").orElseThrow()) {
            lent.execute("SELECT pg_advisory_unlock_all()");

            assertThat(open.isHeld()).isFalse();
            assertThat(open.lostUnheard()).isEqualTo(Duration.ofSeconds(30));
        }
    }

    @Test
    void a_session_that_cannot_be_unlocked_is_ended() throws Exception {
        try (LentConnection lent = new LentConnection(database.dataSource())) {
            OpenJournal open =
                    Journal.postgres(lent.source()).open("contentmax").orElseThrow();
            lent.connection().setAutoCommit(false);
            assertThatThrownBy(() -> lent.execute("broken")).isInstanceOf(SQLException.class);

            open.close();

            assertThat(lent.connection().isClosed()).isTrue();
            awaitFree();
        }
    }

    private void awaitFree() throws Exception {
        Condition.await("the lock", () -> {
            Optional<OpenJournal> next = journal().open("contentmax");
            next.ifPresent(OpenJournal::close);
            return next.isPresent();
        });
    }

    @Test
    void a_release_may_be_idle_for_longer_than_other_sessions() throws Exception {
        database.execute("ALTER DATABASE " + database.name() + " SET idle_session_timeout = '1s'");
        try (OpenJournal open = journal().open("contentmax").orElseThrow();
                LentConnection other = new LentConnection(database.dataSource())) {
            Condition.await(
                    "the end of an idle session",
                    () -> database.query("SELECT 1 FROM pg_stat_activity WHERE pid = " + other.backend())
                            .isEmpty());

            open.append(entry("42", JournalEvent.BEGUN, Map.of()));
        }
    }

    @Test
    void a_server_that_gives_no_answer_does_not_hold_the_release() throws Exception {
        PostgresJournal journal = new PostgresJournal(database.dataSource(), Duration.ofMillis(300));
        OpenJournal open = journal.open("contentmax").orElseThrow();
        String backend = database.one("SELECT pid FROM pg_locks WHERE locktype = 'advisory'");
        signal("STOP", backend);
        try {
            CompletableFuture<Void> appending = Aside.run(() -> open.append(entry("42", JournalEvent.BEGUN, Map.of())));
            assertThatThrownBy(() -> appending.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(JournalException.class);
            open.close();
        } finally {
            signal("CONT", backend);
        }
        awaitFree();
    }

    @Test
    void a_server_that_gives_no_answer_may_have_given_the_lock_to_another() throws Exception {
        PostgresJournal journal = new PostgresJournal(database.dataSource(), Duration.ofMillis(300));
        try (OpenJournal open = journal.open("contentmax").orElseThrow()) {
            String backend = database.one("SELECT pid FROM pg_locks WHERE locktype = 'advisory'");
            signal("STOP", backend);
            try {
                CompletableFuture<Boolean> held = Aside.call(open::isHeld);

                assertThat(held.get(20, TimeUnit.SECONDS)).isFalse();
            } finally {
                signal("CONT", backend);
            }
        }
        awaitFree();
    }

    private static void signal(String name, String pid) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, pid)
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }
}
