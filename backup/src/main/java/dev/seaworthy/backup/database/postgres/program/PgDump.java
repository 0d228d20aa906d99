package dev.seaworthy.backup.database.postgres.program;

import dev.seaworthy.backup.database.DumpException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** {@code pg_dump} of one exported instant, as a stream. */
public final class PgDump {
    public static final String NAME = "pg_dump";

    private static final int PIPE_BYTES = 64 * 1024;

    /**
     * Short, since the snapshot's own session has locked the tables: whoever is waited for waits for that session, and
     * would wait to its end.
     */
    private static final int LOCK_WAIT_MILLIS = 3_000;

    private final ClientProgram program;
    private final Login login;
    private final List<String> options;
    private final Predicate<String> progress;

    public PgDump(ClientProgram program, Login login, List<String> options) {
        this(program, login, options, line -> false);
    }

    private PgDump(ClientProgram program, Login login, List<String> options, Predicate<String> progress) {
        this.program = program;
        this.login = login;
        this.options = List.copyOf(options);
        this.progress = progress;
    }

    /**
     * One that tells whose rows come next: of each table its schema, a dot and its name; an empty text when what comes
     * is no table's.
     */
    public PgDump tellingTables(Consumer<String> tables) {
        List<String> more = new ArrayList<>(options);
        more.add("--verbose");
        return new PgDump(program, login, more, new VerboseLines(tables));
    }

    /** The end of the output is no sign of success: only the exit status is. */
    public void run(String snapshot, OutputStream out, Children children) throws IOException, InterruptedException {
        try (ChildProcess child = children.start(program, login, arguments(snapshot), progress)) {
            child.endInput();
            copy(child.stdout(), out);
            int status = child.exitStatus();
            if (status != 0) {
                throw new DumpException(
                        program + " of " + login + " failed with exit status " + status + ": " + child.errors(), null);
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
        arguments.addAll(options);
        return arguments;
    }
}
