package dev.seaworthy.backup.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.database.Dump;
import dev.seaworthy.backup.database.DumpException;
import dev.seaworthy.backup.database.postgres.snapshot.Rows;
import dev.seaworthy.core.Secret;
import dev.seaworthy.testkit.PgBouncer;
import dev.seaworthy.testkit.PostgresServer;
import dev.seaworthy.testkit.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

class PoolerTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    @Tag("needs-pgbouncer")
    void is_refused_in_transaction_mode(int backends) {
        try (TestDatabase database = PostgresServer.OLDEST.database();
                PgBouncer bouncer = PgBouncer.inTransactionMode(database, backends)) {
            assertRefused(through(bouncer, database));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    @Tag("needs-pgbouncer")
    void is_refused_in_transaction_mode_by_turns(int backends) {
        try (TestDatabase database = PostgresServer.OLDEST.database();
                PgBouncer bouncer = PgBouncer.inTransactionModeByTurns(database, backends)) {
            assertRefused(through(bouncer, database));
        }
    }

    /** Where others have left sessions behind, so that the next in turn is not the one that came back last. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    @Tag("needs-pgbouncer")
    void is_refused_in_transaction_mode_when_its_sessions_are_many(int open) throws SQLException {
        try (TestDatabase database = PostgresServer.OLDEST.database();
                PgBouncer bouncer = PgBouncer.inTransactionModeByTurns(database, 3)) {
            leaveSessions(bouncer, open);

            assertRefused(through(bouncer, database));
        }
    }

    private static void leaveSessions(PgBouncer bouncer, int count) throws SQLException {
        List<Connection> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Connection client = bouncer.dataSource().getConnection();
            client.setAutoCommit(false);
            new Rows(client).text("SELECT 'a session of its own'");
            clients.add(client);
        }
        for (Connection client : clients) {
            client.close();
        }
    }

    @Test
    @Tag("needs-pgbouncer")
    @Tag("needs-pg_dump")
    void is_dumped_through_in_session_mode() throws IOException {
        try (TestDatabase database =
                        PostgresServer.OLDEST.database().execute("CREATE TABLE content AS SELECT 1 AS id");
                PgBouncer bouncer = PgBouncer.inSessionMode(database, 4)) {
            Dump dump = PostgresSource.of(through(bouncer, database)).dumpTo(new ByteArrayOutputStream());

            assertThat(dump.rows()).containsEntry("public.content", 1L);
        }
    }

    @ParameterizedTest
    @CsvSource({"aws-0-eu-central-1.pooler.supabase.com,6543", "db.abcdefghijkl.supabase.co,6543"})
    void of_supabase_is_refused_by_its_port_without_asking_it(String host, int port) {
        assertRefused(new PostgresConnection(host, port, "postgres", "postgres.abc", Secret.of("none")));
    }

    private static PostgresConnection through(PgBouncer bouncer, TestDatabase database) {
        int port = ((PGSimpleDataSource) bouncer.dataSource()).getPortNumbers()[0];
        return new PostgresConnection("127.0.0.1", port, database.name(), "postgres", Secret.of("none"));
    }

    private static void assertRefused(PostgresConnection connection) {
        assertThatThrownBy(() -> PostgresSource.supabase(connection).dumpTo(OutputStream.nullOutputStream()))
                .isInstanceOf(DumpException.class)
                .hasMessageContaining("a pooler in transaction mode")
                .hasMessageContaining("session mode");
    }
}
