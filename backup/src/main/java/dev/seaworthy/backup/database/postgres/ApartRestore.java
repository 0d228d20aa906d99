package dev.seaworthy.backup.database.postgres;

import dev.seaworthy.backup.database.DumpInput;
import dev.seaworthy.backup.database.RestoreException;
import dev.seaworthy.backup.database.postgres.program.Children;
import dev.seaworthy.backup.database.postgres.program.Login;
import dev.seaworthy.backup.database.postgres.program.PgRestore;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The restore of a dump with rows apart: first what it defines and the rows that it holds, then those that are apart,
 * then indexes, keys and triggers, which wait for all rows. Not in one transaction.
 */
final class ApartRestore {
    private final PgRestore program;
    private final Login target;
    private final Children children = new Children();

    ApartRestore(PgRestore program, Login target) {
        this.program = program;
        this.target = target;
    }

    /** So many tables at once. */
    void run(DumpInput dump, int atOnce) throws IOException {
        restore(dump.dump(), program.with("--section=pre-data", "--section=data"));
        List<SideBySide.Task> tasks = new ArrayList<>();
        dump.tables().forEach(table -> tasks.add(() -> restore(dump.rows(table), program)));
        try {
            new SideBySide("seaworthy-restore", atOnce, children::kill).run(tasks);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RestoreException("The restore was interrupted", e);
        }
        restore(dump.dump(), program.afterTheRows());
    }

    private void restore(InputStream stream, PgRestore part) throws IOException {
        try (stream) {
            part.run(target, stream, children);
        }
    }
}
