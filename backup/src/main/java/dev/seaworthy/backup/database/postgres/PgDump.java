package dev.seaworthy.backup.database.postgres;

import dev.seaworthy.backup.database.DumpException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** {@code pg_dump} of one exported instant, as a stream. */
final class PgDump {
    static final String NAME = "pg_dump";

    private static final int PIPE_BYTES = 64 * 1024;
    private static final int LOCK_WAIT_MILLIS = 60_000;

    private final ClientProgram program;
    private final PostgresConnection connection;
    private final SchemaFilter schemas;

    PgDump(ClientProgram program, PostgresConnection connection, SchemaFilter schemas) {
        this.program = program;
        this.connection = connection;
        this.schemas = schemas;
    }

    /** The end of the output is no sign of success: only the exit status is. */
    void run(String snapshot, OutputStream out, FingerprintRun beside)
            throws IOException, InterruptedException, SQLException {
        try (ChildProcess child = ChildProcess.start(program, connection, arguments(snapshot))) {
            beside.onFailure(child::kill);
            child.endInput();
            copy(child.stdout(), out);
            int status = child.exitStatus();
            beside.requireNotFailed();
            if (status != 0) {
                throw new DumpException(
                        program + " of " + connection + " failed with exit status " + status + ": " + child.errors(),
                        null);
            }
        }
    }

    /** By what a pipe holds: {@code transferTo} asks eight times as often. */
    private static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[PIPE_BYTES];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            out.write(buffer, 0, count);
        }
    }

    private List<String> arguments(String snapshot) {
        List<String> arguments = new ArrayList<>(List.of(
                "--format=custom",
                "--compress=0",
                "--no-password",
                "--lock-wait-timeout=" + LOCK_WAIT_MILLIS,
                "--snapshot=" + snapshot));
        arguments.addAll(schemas.arguments());
        return arguments;
    }
}
