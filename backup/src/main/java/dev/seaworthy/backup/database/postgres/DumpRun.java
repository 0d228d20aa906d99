package dev.seaworthy.backup.database.postgres;

import dev.seaworthy.backup.database.DumpException;
import dev.seaworthy.backup.database.DumpOutput;
import dev.seaworthy.backup.database.postgres.program.Children;
import dev.seaworthy.backup.database.postgres.program.ClientProgram;
import dev.seaworthy.backup.database.postgres.program.Login;
import dev.seaworthy.backup.database.postgres.program.NamePattern;
import dev.seaworthy.backup.database.postgres.program.PgDump;
import dev.seaworthy.backup.database.postgres.snapshot.Table;
import dev.seaworthy.backup.database.postgres.snapshot.TableName;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The programs of one dump, all of one instant: one for everything but the rows that are apart, and one for each of
 * those.
 */
final class DumpRun {
    private final ClientProgram program;
    private final Login login;
    private final String instant;
    private final DumpOutput output;
    private final Children children = new Children();

    DumpRun(ClientProgram program, Login login, String instant, DumpOutput output) {
        this.program = program;
        this.login = login;
        this.instant = instant;
        this.output = output;
    }

    /** For another thread: what runs ends, and fails. */
    void kill() {
        children.kill();
    }

    /** All in one stream, by this thread. */
    void dump(List<Table> tables, List<String> options) throws IOException, InterruptedException {
        try (OutputStream out = output.dump()) {
            dump(tables, options, out);
        }
    }

    private void dump(List<Table> tables, List<String> options, OutputStream out)
            throws IOException, InterruptedException {
        Map<String, String> shown = new HashMap<>();
        tables.forEach(table -> shown.put(
                table.name().schema() + "." + table.name().table(), table.name().toString()));
        PgDump dump = new PgDump(program, login, options)
                .tellingTables(table -> output.comesNext(shown.getOrDefault(table, "")));
        dump.run(instant, out, children);
    }

    /** The rows of some of them in streams of their own, so many streams at once. */
    void dump(List<Table> tables, List<String> options, List<TableName> apart, int atOnce)
            throws IOException, InterruptedException {
        List<String> withoutRows = new ArrayList<>(options);
        apart.forEach(table -> withoutRows.add("--exclude-table-data=" + pattern(table)));
        List<SideBySide.Task> tasks = new ArrayList<>();
        tasks.add(() -> {
            try (OutputStream out = output.dumpWithoutRows()) {
                dump(tables, withoutRows, out);
            }
        });
        apart.forEach(table -> tasks.add(() -> rows(table)));
        new SideBySide("seaworthy-dump", atOnce, children::kill).run(tasks);
    }

    private void rows(TableName table) throws IOException, InterruptedException {
        List<String> options = List.of("--data-only", "--table=" + pattern(table));
        try (OutputStream out = output.rows(table.toString())) {
            new PgDump(program, login, options).run(instant, out, children);
        } catch (DumpException e) {
            throw new DumpException("Could not dump the rows of " + table + ": " + e.getMessage(), e);
        }
    }

    private static String pattern(TableName table) {
        return NamePattern.of(table.schema(), table.table());
    }
}
