package dev.seaworthy.backup.database;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;

/**
 * A PostgreSQL database, dumped by {@code pg_dump} in its custom format without compression. Safe for use by many
 * threads.
 *
 * <p><b>Guarantees</b>: the dump and its row counts are of one instant, while others go on writing; the password is in
 * no argument, environment or message.
 *
 * <p><b>Not covered</b>: roles, tablespaces and settings of the server. The user must be able to read every table
 * without row-level security.
 */
public final class PostgresSource implements DatabaseSource {
    private static final String PG_DUMP = "pg_dump";
    private static final int LOCK_WAIT_MILLIS = 60_000;

    private final PostgresConnection connection;
    private final ClientPrograms programs;

    PostgresSource(PostgresConnection connection, ClientPrograms programs) {
        this.connection = Objects.requireNonNull(connection, "connection");
        this.programs = programs;
    }

    /** {@code pg_dump} is looked for on PATH and where PostgreSQL's packages put it. */
    public static PostgresSource of(PostgresConnection connection) {
        return new PostgresSource(connection, ClientPrograms.ofThisMachine());
    }

    @Override
    public Dump dumpTo(OutputStream out) throws IOException {
        try (Snapshot snapshot = Snapshot.export(connection)) {
            ClientProgram program = program(snapshot.serverMajor());
            SortedMap<String, Long> rows = snapshot.rows();
            Dump dump = new Dump(rows, "PostgreSQL " + snapshot.serverVersion(), program.toString());
            run(program, snapshot, out);
            return dump;
        } catch (SQLException e) {
            throw new DumpException("Could not dump " + connection + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DumpException("The dump of " + connection + " was interrupted", e);
        }
    }

    private ClientProgram program(int serverMajor) {
        return programs.find(PG_DUMP, serverMajor)
                .orElseThrow(() -> new DumpException(
                        "Could not dump " + connection + ". " + programs.advice(PG_DUMP, serverMajor), null));
    }

    /** The end of the output is no sign of success: only the exit status is. */
    private void run(ClientProgram program, Snapshot snapshot, OutputStream out)
            throws IOException, InterruptedException {
        try (ChildProcess child = ChildProcess.start(program, connection, arguments(snapshot))) {
            child.endInput();
            child.stdout().transferTo(out);
            int status = child.exitStatus();
            if (status != 0) {
                throw new DumpException(
                        program + " of " + connection + " failed with exit status " + status + ": " + child.errors(),
                        null);
            }
        }
    }

    private static List<String> arguments(Snapshot snapshot) {
        return List.of(
                "--format=custom",
                "--compress=0",
                "--no-password",
                "--lock-wait-timeout=" + LOCK_WAIT_MILLIS,
                "--snapshot=" + snapshot.id());
    }
}
