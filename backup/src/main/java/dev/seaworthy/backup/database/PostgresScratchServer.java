package dev.seaworthy.backup.database;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Objects;

/**
 * A PostgreSQL server where dumps are restored to try them, each in a database of its own that is dropped after. Safe
 * for use by many threads.
 *
 * <p><b>Guarantees</b>: it writes to no database that it has not made.
 *
 * <p><b>Not covered</b>: restoring runs what is in the dump, such as functions and triggers, as the user of this
 * connection; so keep the server apart from production. The user needs CREATEDB, and what the dump's extensions need.
 */
public final class PostgresScratchServer implements ScratchServer {
    private static final String PREFIX = "seaworthy_scratch_";

    private final PostgresConnection maintenance;
    private final ClientPrograms programs;
    private final SecureRandom random = new SecureRandom();

    PostgresScratchServer(PostgresConnection maintenance, ClientPrograms programs) {
        this.maintenance = Objects.requireNonNull(maintenance, "maintenance");
        this.programs = programs;
    }

    /**
     * {@code pg_restore} is looked for on PATH and where PostgreSQL's packages put it.
     *
     * @param maintenance any database of the server, such as {@code postgres}: only connected to, never changed
     */
    public static PostgresScratchServer of(PostgresConnection maintenance) {
        return new PostgresScratchServer(maintenance, ClientPrograms.ofThisMachine());
    }

    @Override
    public ScratchDatabase create() {
        String name = PREFIX + HexFormat.of().toHexDigits(random.nextLong());
        try (Connection connection = maintenance.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " TEMPLATE template0");
            int major = connection.getMetaData().getDatabaseMajorVersion();
            return new PostgresScratchDatabase(maintenance, name, major, programs);
        } catch (SQLException e) {
            throw new RestoreException("Could not create a database by " + maintenance + ": " + e.getMessage(), e);
        }
    }
}
