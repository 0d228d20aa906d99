package dev.seaworthy.backup.database;

import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SortedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One database of a scratch server. */
final class PostgresScratchDatabase implements ScratchDatabase {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresScratchDatabase.class);
    private static final String PG_RESTORE = "pg_restore";

    private final PostgresConnection maintenance;
    private final String name;
    private final int serverMajor;
    private final ClientPrograms programs;

    PostgresScratchDatabase(PostgresConnection maintenance, String name, int serverMajor, ClientPrograms programs) {
        this.maintenance = maintenance;
        this.name = name;
        this.serverMajor = serverMajor;
        this.programs = programs;
    }

    @Override
    public void restore(InputStream dump) {
        ClientProgram program = programs.find(PG_RESTORE, serverMajor)
                .orElseThrow(() -> new RestoreException(programs.advice(PG_RESTORE, serverMajor), null));
        new PgRestore(program, serverMajor).run(maintenance, name, dump);
    }

    @Override
    public SortedMap<String, Long> rows() {
        try (Connection connection = maintenance.withDatabase(name).connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET row_security = off");
            return RowCounts.of(connection);
        } catch (SQLException e) {
            throw new RestoreException("Could not count the rows of " + name + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try (Connection connection = maintenance.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        } catch (SQLException e) {
            LOG.warn("Could not drop the scratch database {} by {}: drop it by hand", name, maintenance, e);
        }
    }
}
