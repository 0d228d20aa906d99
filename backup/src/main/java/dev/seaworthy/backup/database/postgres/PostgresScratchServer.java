package dev.seaworthy.backup.database.postgres;

import dev.seaworthy.backup.database.RestoreException;
import dev.seaworthy.backup.database.ScratchDatabase;
import dev.seaworthy.backup.database.ScratchServer;
import dev.seaworthy.backup.database.postgres.program.ClientPrograms;
import dev.seaworthy.backup.database.postgres.snapshot.Rows;
import dev.seaworthy.backup.fingerprint.DatabaseLocale;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server where dumps are restored to try them, each in a database of its own that is dropped after. Safe
 * for use by many threads.
 *
 * <p><b>Guarantees</b>: it writes to no database that it has not made, and makes no subscription of a dump, which could
 * take what others wait for from its publisher.
 *
 * <p><b>Not covered</b>: restoring runs what is in the dump, such as functions and triggers, as the user of this
 * connection; so keep the server apart from production. The user needs CREATEDB, and what the dump's extensions need.
 */
public final class PostgresScratchServer implements ScratchServer {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresScratchServer.class);
    private static final String PREFIX = "seaworthy_scratch_";

    private final PostgresConnection maintenance;
    private final ClientPrograms programs;
    private final List<String> preparation;
    private final SecureRandom random = new SecureRandom();

    PostgresScratchServer(PostgresConnection maintenance, ClientPrograms programs, List<String> preparation) {
        this.maintenance = Objects.requireNonNull(maintenance, "maintenance");
        this.programs = programs;
        this.preparation = List.copyOf(preparation);
    }

    /**
     * {@code pg_restore} is looked for on PATH and where PostgreSQL's packages put it.
     *
     * @param maintenance any database of the server, such as {@code postgres}: only connected to, never changed
     */
    public static PostgresScratchServer of(PostgresConnection maintenance) {
        return new PostgresScratchServer(maintenance, ClientPrograms.ofThisMachine(), List.of());
    }

    /**
     * A server that runs these statements in each new database, before the restore: for what a dump needs and does not
     * hold, such as schemas that were left out, or roles that policies name.
     */
    public PostgresScratchServer preparedBy(String... statements) {
        return new PostgresScratchServer(maintenance, programs, List.of(statements));
    }

    @Override
    public ScratchDatabase create(DatabaseLocale locale) {
        String name = PREFIX + HexFormat.of().toHexDigits(random.nextLong());
        try (Connection connection = maintenance.connect()) {
            int major = connection.getMetaData().getDatabaseMajorVersion();
            PostgresScratchDatabase scratch = new PostgresScratchDatabase(maintenance, name, major, programs);
            return made(scratch, () -> {
                create(new Rows(connection), new NewDatabase(name, major), locale);
                scratch.prepare(preparation);
            });
        } catch (SQLException e) {
            throw new RestoreException("Could not create a database by " + maintenance + ": " + e.getMessage(), e);
        }
    }

    private static void create(Rows server, NewDatabase database, DatabaseLocale locale) throws SQLException {
        try {
            server.execute(database.sql(locale));
        } catch (SQLException e) {
            server.execute(database.sqlWithoutLocale(locale));
            LOG.info("The scratch server has no locale {}: restored with C", locale, e);
        }
    }

    private interface Making {
        void run() throws SQLException;
    }

    /** What fails may have been made all the same. */
    private static PostgresScratchDatabase made(PostgresScratchDatabase scratch, Making making) throws SQLException {
        try {
            making.run();
            return scratch;
        } catch (SQLException | RuntimeException e) {
            scratch.close();
            throw e;
        }
    }
}
