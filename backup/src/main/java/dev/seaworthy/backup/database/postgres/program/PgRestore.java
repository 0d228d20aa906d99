package dev.seaworthy.backup.database.postgres.program;

import dev.seaworthy.backup.database.RestoreException;
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
public final class PgRestore {
    public static final String NAME = "pg_restore";

    private static final int TRANSACTION_TIMEOUT_SINCE = 17;

    private final ClientProgram program;
    private final int serverMajor;
    private final List<String> options;

    PgRestore(ClientProgram program, int serverMajor) {
        this(program, serverMajor, List.of());
    }

    private PgRestore(ClientProgram program, int serverMajor, List<String> options) {
        this.program = program;
        this.serverMajor = serverMajor;
        this.options = options;
    }

    public static PgRestore find(ClientPrograms programs, int serverMajor) {
        return new PgRestore(
                programs.find(NAME, serverMajor)
                        .orElseThrow(() -> new RestoreException(programs.advice(NAME, serverMajor), null)),
                serverMajor);
    }

    /** Without what reaches out of the database, and with no need of the roles that it was dumped with. */
    public PgRestore intoScratch() {
        return with("--no-owner", "--no-privileges", "--no-subscriptions");
    }

    /** All of it or nothing. */
    public PgRestore inOneTransaction() {
        if (meetsAnUnknownSetting()) {
            throw new RestoreException(
                    program + " cannot restore into PostgreSQL " + serverMajor
                            + " in one transaction, since it sets what that version does not know: install PostgreSQL's"
                            + " client programs " + serverMajor + ", or restore by jobs",
                    null);
        }
        return with("--single-transaction");
    }

    /** With further options. */
    public PgRestore with(String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return new PgRestore(program, serverMajor, all);
    }

    private boolean meetsAnUnknownSetting() {
        return program.major() >= TRANSACTION_TIMEOUT_SINCE && serverMajor < TRANSACTION_TIMEOUT_SINCE;
    }

    /** Fails as the stream does, if that fails. */
    public void run(Login target, InputStream dump, Children children) {
        try (ChildProcess child = children.start(program, target, arguments(target))) {
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

    private List<String> arguments(Login target) {
        List<String> arguments = new ArrayList<>(List.of("--no-password"));
        arguments.addAll(options);
        if (!meetsAnUnknownSetting()) {
            arguments.add("--exit-on-error");
        }
        arguments.add("--dbname=" + ConnectionText.ofDatabase(target.database()));
        return arguments;
    }

    private boolean isHarmless(int status, String errors) {
        return meetsAnUnknownSetting() && status == 1 && UnknownSetting.isAllThatFailed(errors);
    }

    /**
     * The last bytes only when the stream has shown its end: till then a program that restores in one transaction
     * cannot commit, and what the end proves, such as a checksum, is proven before.
     */
    private static void feed(InputStream dump, ChildProcess child) throws IOException {
        byte[] held = new byte[64 * 1024];
        byte[] next = new byte[64 * 1024];
        int heldBytes = 0;
        int count = dump.read(next);
        while (count >= 0 && child.accepts(held, heldBytes)) {
            byte[] free = held;
            held = next;
            heldBytes = count;
            next = free;
            count = dump.read(next);
        }
        if (count < 0) {
            child.accepts(held, heldBytes);
        }
        child.endInput();
    }
}
