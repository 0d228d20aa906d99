package dev.seaworthy.backup.testing;

import dev.seaworthy.backup.database.DatabaseSource;
import dev.seaworthy.backup.database.Dump;
import dev.seaworthy.backup.database.DumpException;
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
        RESTORE,
        LOST_ROW,
        CHANGED_ROW
    }

    private final SortedMap<String, List<String>> tables = new TreeMap<>();
    private final Set<Fault> faults = ConcurrentHashMap.newKeySet();
    private final Map<String, String> answers = new ConcurrentHashMap<>();

    /** A database without tables. */
    public InMemoryDatabase() {}

    /** Adds rows to a table, which is created if it is absent. */
    public synchronized InMemoryDatabase insert(String table, String... rows) {
        tables.computeIfAbsent(table, name -> new ArrayList<>()).addAll(List.of(rows));
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
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        copy.writeTo(whole);
        if (faults.remove(Fault.DUMP)) {
            out.write(Arrays.copyOf(whole.toByteArray(), whole.size() / 2));
            throw new DumpException("The dump was told to fail in its middle", null);
        }
        whole.writeTo(out);
        return new Dump(copy.fingerprint(), Duration.ZERO, "in memory", "in memory");
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
        if (!tables.isEmpty()) {
            throw new RestoreException(
                    "Refused to restore into a database that holds " + String.join(", ", tables.keySet())
                            + ": take an empty one",
                    null);
        }
        Map<String, List<String>> restored = read(dump).copy();
        InMemoryTables.requireEnd(dump);
        tables.putAll(restored);
    }

    @Override
    public Fingerprint fingerprint(Fingerprint dumped) {
        return copy().fingerprint();
    }

    InMemoryTables read(InputStream dump) {
        if (faults.remove(Fault.RESTORE)) {
            throw new RestoreException("The restore was told to fail", null);
        }
        InMemoryTables read = InMemoryTables.restored(dump);
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
