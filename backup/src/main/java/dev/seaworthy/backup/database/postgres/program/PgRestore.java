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
    private static final long WATCH_MILLIS = 500;
    private static final long FOR_EVER = Long.MAX_VALUE;

    /** What it reads it reads before it connects. */
    private static final long PATIENCE_MILLIS = 30_000;

    private final ClientProgram program;
    private final int serverMajor;
    private final List<String> options;
    private final long patienceMillis;

    PgRestore(ClientProgram program, int serverMajor) {
        this(program, serverMajor, List.of(), FOR_EVER);
    }

    private PgRestore(ClientProgram program, int serverMajor, List<String> options, long patienceMillis) {
        this.program = program;
        this.serverMajor = serverMajor;
        this.options = options;
        this.patienceMillis = patienceMillis;
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
        return new PgRestore(program, serverMajor, all, patienceMillis);
    }

    /** Only what follows the rows. It needs the beginning of the dump, which is closed when the rest stays unread. */
    public PgRestore afterTheRows() {
        return afterTheRows(PATIENCE_MILLIS);
    }

    PgRestore afterTheRows(long patience) {
        return new PgRestore(program, serverMajor, with("--section=post-data").options, patience);
    }

    private boolean meetsAnUnknownSetting() {
        return program.major() >= TRANSACTION_TIMEOUT_SINCE && serverMajor < TRANSACTION_TIMEOUT_SINCE;
    }

    /** Fails as the stream does, if that fails. */
    public void run(Login target, InputStream dump, Children children) {
        try (ChildProcess child = children.start(program, target, arguments(target))) {
            int status = exitStatus(child, dump);
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

    private int exitStatus(ChildProcess child, InputStream dump) throws IOException, InterruptedException {
        try (Feed feed = Feed.start(dump, child)) {
            while (!child.ends(WATCH_MILLIS)) {
                feed.stopIfUnread(patienceMillis);
            }
            feed.requireNotFailed();
            return child.exitStatus();
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
}
