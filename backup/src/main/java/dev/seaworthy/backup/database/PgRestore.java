package dev.seaworthy.backup.database;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code pg_restore} from a stream, which stops at the first error.
 *
 * <p>From version 17 on it sets {@code transaction_timeout}, which servers before 17 do not know. There it must go on
 * after errors, and that one must be the only one.
 */
final class PgRestore {
    private static final int TRANSACTION_TIMEOUT_SINCE = 17;

    private final ClientProgram program;
    private final boolean meetsAnUnknownSetting;

    PgRestore(ClientProgram program, int serverMajor) {
        this.program = program;
        this.meetsAnUnknownSetting =
                program.major() >= TRANSACTION_TIMEOUT_SINCE && serverMajor < TRANSACTION_TIMEOUT_SINCE;
    }

    void run(PostgresConnection server, String database, InputStream dump) {
        try (ChildProcess child = ChildProcess.start(program, server, arguments(database))) {
            feed(dump, child);
            int status = child.exitStatus();
            String errors = child.errors();
            if (status != 0 && !isHarmless(status, errors)) {
                throw new RestoreException(program + " failed with exit status " + status + ": " + errors, null);
            }
        } catch (IOException e) {
            throw new RestoreException("Could not run " + program + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RestoreException("The restore was interrupted", e);
        }
    }

    private List<String> arguments(String database) {
        List<String> arguments = new ArrayList<>(List.of("--no-password", "--no-owner", "--no-privileges"));
        if (!meetsAnUnknownSetting) {
            arguments.add("--exit-on-error");
        }
        arguments.add("--dbname=" + database);
        return arguments;
    }

    private boolean isHarmless(int status, String errors) {
        return meetsAnUnknownSetting && status == 1 && UnknownSetting.isAllThatFailed(errors);
    }

    private static void feed(InputStream dump, ChildProcess child) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        int count = dump.read(buffer);
        while (count >= 0 && child.accepts(buffer, count)) {
            count = dump.read(buffer);
        }
        child.endInput();
    }
}
