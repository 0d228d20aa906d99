package dev.seaworthy.backup.database.postgres;

import dev.seaworthy.backup.database.DumpInput;
import dev.seaworthy.backup.database.RestoreException;
import dev.seaworthy.backup.database.ScratchDatabase;
import dev.seaworthy.backup.database.postgres.program.Children;
import dev.seaworthy.backup.database.postgres.program.ClientPrograms;
import dev.seaworthy.backup.database.postgres.program.PgRestore;
import dev.seaworthy.backup.database.postgres.snapshot.Rows;
import dev.seaworthy.backup.fingerprint.Fingerprint;
import dev.seaworthy.backup.interrupt.Uninterrupted;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One database of a scratch server. */
final class PostgresScratchDatabase implements ScratchDatabase {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresScratchDatabase.class);

    private static final int TABLES_AT_ONCE = 4;
    private static final int DROP_MILLIS = 120_000;

    private final PostgresConnection maintenance;
    private final PostgresConnection scratch;
    private final int serverMajor;
    private final ClientPrograms programs;
    private Set<String> prepared = Set.of();

    PostgresScratchDatabase(PostgresConnection maintenance, String name, int serverMajor, ClientPrograms programs) {
        this.maintenance = maintenance;
        this.scratch = maintenance.withDatabase(name);
        this.serverMajor = serverMajor;
        this.programs = programs;
    }

    PostgresConnection connection() {
        return scratch;
    }

    /** What the dump needs and does not hold; the tables that it makes are not compared. */
    void prepare(List<String> statements) throws SQLException {
        if (statements.isEmpty()) {
            return;
        }
        try (Connection connection = scratch.connect()) {
            Rows rows = new Rows(connection);
            for (String sql : statements) {
                rows.execute(sql);
            }
        }
        prepared = new PostgresDatabase(scratch).tables();
    }

    @Override
    public void restore(InputStream dump) {
        PgRestore.find(programs, serverMajor).intoScratch().run(scratch.login(), dump, new Children());
    }

    @Override
    public void restore(DumpInput dump) throws IOException {
        if (dump.tables().isEmpty()) {
            ScratchDatabase.super.restore(dump);
        } else {
            new ApartRestore(PgRestore.find(programs, serverMajor).intoScratch(), scratch.login())
                    .run(dump, TABLES_AT_ONCE);
        }
    }

    @Override
    public Fingerprint fingerprint(Fingerprint dumped) {
        return new PostgresDatabase(scratch).fingerprint(dumped, prepared);
    }

    @Override
    public String ask(String sql) {
        try (Connection connection = scratch.connect()) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            return new Rows(connection)
                    .list(sql, row -> Objects.requireNonNullElse(row.getString(1), "")).stream()
                            .findFirst()
                            .orElse("");
        } catch (SQLException e) {
            throw new RestoreException("The query failed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            Uninterrupted.run(this::drop);
        } catch (SQLException e) {
            LOG.warn("Could not drop the scratch database {}: drop it by hand", scratch, e);
        }
    }

    private void drop() throws SQLException {
        try (Connection connection = maintenance.connect();
                Statement statement = connection.createStatement()) {
            connection.setNetworkTimeout(Runnable::run, DROP_MILLIS);
            statement.execute("DROP DATABASE IF EXISTS " + scratch.database() + " WITH (FORCE)");
        }
    }
}
