package dev.seaworthy.core.deploy.release.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.testkit.PostgresServer;
import dev.seaworthy.testkit.TestDatabase;
import java.util.Map;
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
}
