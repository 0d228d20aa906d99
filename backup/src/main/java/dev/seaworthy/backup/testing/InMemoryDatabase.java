package dev.seaworthy.backup.testing;

import dev.seaworthy.backup.database.DatabaseSource;
import dev.seaworthy.backup.database.Dump;
import dev.seaworthy.backup.database.DumpException;
import dev.seaworthy.backup.database.DumpInput;
import dev.seaworthy.backup.database.DumpOutput;
import dev.seaworthy.backup.database.RestoreException;
import dev.seaworthy.backup.database.RestoreTarget;
import dev.seaworthy.backup.database.ScratchDatabase;
import dev.seaworthy.backup.database.ScratchServer;
import dev.seaworthy.backup.fingerprint.DatabaseLocale;
import dev.seaworthy.backup.fingerprint.Fingerprint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tables of rows in memory, a scratch server for their dumps, and a target to restore them into; it fails on command.
 * Safe for use by many threads.
 */
public final class InMemoryDatabase implements DatabaseSource, ScratchServer, RestoreTarget {
    enum Fault {
        DUMP,
        GLOBALS,
        RESTORE,
        LOST_ROW,
        CHANGED_ROW
    }

    private final SortedMap<String, List<String>> tables = new TreeMap<>();
    private final Set<Fault> faults = ConcurrentHashMap.newKeySet();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Set<String> apart = ConcurrentHashMap.newKeySet();
    private volatile String globals = "";

    /** A database without tables. */
    public InMemoryDatabase() {}

    /** Adds rows to a table, which is created if it is absent. */
    public synchronized InMemoryDatabase insert(String table, String... rows) {
        tables.computeIfAbsent(table, name -> new ArrayList<>()).addAll(List.of(rows));
        return this;
    }

    /** Dumps the rows of these tables in streams of their own, as a source of large tables does. */
    public InMemoryDatabase rowsApart(String... names) {
        apart.addAll(List.of(names));
        return this;
    }

    /** Says what belongs to its server; nothing if not said. */
    public InMemoryDatabase globals(String script) {
        this.globals = script;
        return this;
    }

    /** Makes every scratch database of this server answer a query of a check so; it knows no SQL of its own. */
    public InMemoryDatabase answer(String sql, String answer) {
        answers.put(sql, answer);
        return this;
    }

    /** Makes the next dump, and no other, end in its middle. */
    public void failNextDump() {
        faults.add(Fault.DUMP);
    }

    /** Makes the next reading of the globals, and no other, be refused. */
    public void refuseNextGlobals() {
        faults.add(Fault.GLOBALS);
    }

    /** Makes the next restore, and no other, fail. */
    public void failNextRestore() {
        faults.add(Fault.RESTORE);
    }

    /** Makes the next restore, and no other, lose a row of each table. */
    public void loseRowsInNextRestore() {
        faults.add(Fault.LOST_ROW);
    }

    /** Makes the next restore, and no other, change a row of each table. */
    public void changeRowsInNextRestore() {
        faults.add(Fault.CHANGED_ROW);
    }

    @Override
    public Dump dumpTo(OutputStream out) throws IOException {
        InMemoryTables copy = copy();
        write(copy, out);
        return dump(copy);
    }

    @Override
    public Dump dumpTo(DumpOutput output) throws IOException {
        InMemoryTables copy = copy();
        List<String> without = copy.namesIn(apart);
        try (OutputStream out = without.isEmpty() ? output.dump() : output.dumpWithoutRows()) {
            write(copy.withoutRowsOf(apart), out);
        }
        for (String table : without) {
            try (OutputStream out = output.rows(table)) {
                write(copy.only(table), out);
            }
        }
        return dump(copy);
    }

    private static Dump dump(InMemoryTables tables) {
        return new Dump(tables.fingerprint(), Duration.ZERO, "in memory", "in memory");
    }

    private void write(InMemoryTables tables, OutputStream out) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        tables.writeTo(whole);
        if (faults.remove(Fault.DUMP)) {
            out.write(Arrays.copyOf(whole.toByteArray(), whole.size() / 2));
            throw new DumpException("The dump was told to fail in its middle", null);
        }
        whole.writeTo(out);
    }

    @Override
    public String globals() {
        if (faults.remove(Fault.GLOBALS)) {
            throw new DumpException("The globals were told to be refused", null);
        }
        return globals;
    }

    private synchronized InMemoryTables copy() {
        return new InMemoryTables(tables);
    }

    @Override
    public ScratchDatabase create(DatabaseLocale locale) {
        return new InMemoryScratch(this);
    }

    /** Fills this database, unless it has tables. */
    @Override
    public synchronized void restore(InputStream dump) {
        requireEmpty();
        Map<String, List<String>> restored = read(dump).copy();
        InMemoryTables.requireEnd(dump);
        tables.putAll(restored);
    }

    /** Fills this database, unless it has tables. */
    @Override
    public synchronized void restore(DumpInput dump) throws IOException {
        requireEmpty();
        tables.putAll(read(dump).copy());
    }

    private void requireEmpty() {
        if (!tables.isEmpty()) {
            throw new RestoreException(
                    "Refused to restore into a database that holds " + String.join(", ", tables.keySet())
                            + ": take an empty one",
                    null);
        }
    }

    @Override
    public Fingerprint fingerprint(Fingerprint dumped) {
        return copy().fingerprint();
    }

    InMemoryTables read(InputStream dump) {
        failIfTold();
        return spoiled(InMemoryTables.restored(dump));
    }

    InMemoryTables read(DumpInput dump) throws IOException {
        failIfTold();
        InMemoryTables read;
        try (InputStream in = dump.dump()) {
            read = InMemoryTables.restored(in);
            InMemoryTables.requireEnd(in);
        }
        for (String table : dump.tables()) {
            try (InputStream in = dump.rows(table)) {
                read = read.with(InMemoryTables.restored(in));
                InMemoryTables.requireEnd(in);
            }
        }
        return spoiled(read);
    }

    private void failIfTold() {
        if (faults.remove(Fault.RESTORE)) {
            throw new RestoreException("The restore was told to fail", null);
        }
    }

    private InMemoryTables spoiled(InMemoryTables read) {
        if (faults.remove(Fault.LOST_ROW)) {
            return read.withoutLastRows();
        }
        return faults.remove(Fault.CHANGED_ROW) ? read.withOtherLastRows() : read;
    }

    String ask(String sql) {
        String answer = answers.get(sql);
        if (answer == null) {
            throw new RestoreException("A database in memory answers no query unless told by answer(): " + sql, null);
        }
        return answer;
    }
}
