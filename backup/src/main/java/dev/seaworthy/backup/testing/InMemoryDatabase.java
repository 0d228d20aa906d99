package dev.seaworthy.backup.testing;

import dev.seaworthy.backup.database.DatabaseSource;
import dev.seaworthy.backup.database.Dump;
import dev.seaworthy.backup.database.DumpException;
import dev.seaworthy.backup.database.RestoreException;
import dev.seaworthy.backup.database.ScratchDatabase;
import dev.seaworthy.backup.database.ScratchServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tables of rows in memory, and a scratch server for their dumps; it fails on command. Safe for use by many threads.
 */
public final class InMemoryDatabase implements DatabaseSource, ScratchServer {
    private enum Fault {
        DUMP,
        RESTORE,
        LOST_ROW
    }

    private final SortedMap<String, List<String>> tables = new TreeMap<>();
    private final Set<Fault> faults = ConcurrentHashMap.newKeySet();

    /** A database without tables. */
    public InMemoryDatabase() {}

    /** Adds rows to a table, which is created if it is absent. */
    public synchronized InMemoryDatabase insert(String table, String... rows) {
        tables.computeIfAbsent(table, name -> new ArrayList<>()).addAll(List.of(rows));
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
        return new Dump(copy.rows(), "in memory", "in memory");
    }

    private synchronized InMemoryTables copy() {
        return new InMemoryTables(tables);
    }

    @Override
    public ScratchDatabase create() {
        return new Scratch();
    }

    private final class Scratch implements ScratchDatabase {
        private InMemoryTables restored = new InMemoryTables(new TreeMap<>());

        @Override
        public void restore(InputStream dump) {
            if (faults.remove(Fault.RESTORE)) {
                throw new RestoreException("The restore was told to fail", null);
            }
            InMemoryTables read = read(dump);
            restored = faults.remove(Fault.LOST_ROW) ? read.withoutLastRows() : read;
        }

        private InMemoryTables read(InputStream dump) {
            try {
                return InMemoryTables.readFrom(dump);
            } catch (IOException e) {
                throw new RestoreException("The dump is not one of a database in memory, or cut off", e);
            }
        }

        @Override
        public SortedMap<String, Long> rows() {
            return restored.rows();
        }

        @Override
        public void close() {
            restored = new InMemoryTables(new TreeMap<>());
        }
    }
}
