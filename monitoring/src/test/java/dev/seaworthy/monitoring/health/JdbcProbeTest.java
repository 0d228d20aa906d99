package dev.seaworthy.monitoring.health;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class JdbcProbeTest extends HealthProbeContract {
    @TempDir
    private static Path folder;

    private static EmbeddedPostgres server;

    private @Nullable Connection lock;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
                .setDataDirectory(folder.resolve("data"))
                .setServerConfig("unix_socket_directories", "")
                .start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void fill() throws SQLException {
        execute("DROP TABLE IF EXISTS health_check; CREATE TABLE health_check AS SELECT 'ok' AS status");
    }

    @Override
    HealthProbe probe() {
        return Probes.jdbc(database(), "SELECT status FROM health_check");
    }

    @Override
    void breakDependency() throws SQLException {
        execute("DROP TABLE health_check");
    }

    @Override
    void hangDependency() throws SQLException {
        lock = database().getConnection();
        lock.setAutoCommit(false);
        lock.createStatement().execute("LOCK TABLE health_check IN ACCESS EXCLUSIVE MODE");
    }

    @Override
    void repairDependency() throws SQLException {
        unlock();
        fill();
    }

    @AfterEach
    void unlock() throws SQLException {
        if (lock != null) {
            lock.close();
            lock = null;
        }
    }

    @Test
    void takes_a_query_without_a_row_for_a_failure() throws SQLException {
        execute("TRUNCATE health_check");

        assertThatThrownBy(() -> probe().check()).hasMessageContaining("no row");
    }

    @Test
    void asks_the_driver_when_there_is_no_query() {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setServerNames(new String[] {"127.0.0.1"});
        nowhere.setPortNumbers(new int[] {1});

        assertThatCode(() -> Probes.jdbc(database()).check()).doesNotThrowAnyException();
        assertThatThrownBy(() -> Probes.jdbc(nowhere).check()).isInstanceOf(SQLException.class);
    }

    private static DataSource database() {
        return server.getPostgresDatabase();
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = database().getConnection()) {
            connection.createStatement().execute(sql);
        }
    }
}
