package dev.seaworthy.backup.testing;

import dev.seaworthy.backup.database.RestoreException;
import dev.seaworthy.backup.fingerprint.DatabaseLocale;
import dev.seaworthy.backup.fingerprint.Fingerprint;
import dev.seaworthy.backup.fingerprint.LargeObjects;
import dev.seaworthy.backup.fingerprint.RowHash;
import dev.seaworthy.backup.fingerprint.TableFingerprint;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tables at one instant, and the format of their dumps. Immutable. */
final class InMemoryTables {
    private static final String HEADER = "seaworthy in-memory dump 1";

    private final SortedMap<String, List<String>> tables = new TreeMap<>();

    InMemoryTables(Map<String, List<String>> tables) {
        tables.forEach((name, rows) -> this.tables.put(name, List.copyOf(rows)));
    }

    Map<String, List<String>> copy() {
        Map<String, List<String>> copy = new TreeMap<>();
        tables.forEach((name, rows) -> copy.put(name, new ArrayList<>(rows)));
        return copy;
    }

    Fingerprint fingerprint() {
        SortedMap<String, TableFingerprint> fingerprints = new TreeMap<>();
        tables.forEach((name, rows) -> fingerprints.put(name, fingerprint(rows)));
        return new Fingerprint(
                RowHash.HASHTEXT,
                "in memory",
                fingerprints,
                new TreeMap<>(),
                LargeObjects.NONE,
                new TreeMap<>(),
                new TreeMap<>(),
                DatabaseLocale.C);
    }

    private static TableFingerprint fingerprint(List<String> rows) {
        long sum = rows.stream().mapToLong(String::hashCode).sum();
        return new TableFingerprint(rows.size(), String.valueOf(sum));
    }

    InMemoryTables withOtherLastRows() {
        SortedMap<String, List<String>> other = new TreeMap<>();
        tables.forEach((name, rows) -> other.put(name, withOtherLast(rows)));
        return new InMemoryTables(other);
    }

    private static List<String> withOtherLast(List<String> rows) {
        List<String> other = new ArrayList<>(rows);
        if (!other.isEmpty()) {
            other.set(other.size() - 1, other.get(other.size() - 1) + " changed");
        }
        return other;
    }

    InMemoryTables withoutLastRows() {
        SortedMap<String, List<String>> fewer = new TreeMap<>();
        tables.forEach((name, rows) -> fewer.put(name, rows.subList(0, Math.max(0, rows.size() - 1))));
        return new InMemoryTables(fewer);
    }

    InMemoryTables withoutRowsOf(Collection<String> names) {
        SortedMap<String, List<String>> fewer = new TreeMap<>(tables);
        fewer.replaceAll((name, rows) -> names.contains(name) ? List.of() : rows);
        return new InMemoryTables(fewer);
    }

    List<String> namesIn(Collection<String> names) {
        return tables.keySet().stream().filter(names::contains).toList();
    }

    InMemoryTables only(String name) {
        return new InMemoryTables(Map.of(name, tables.getOrDefault(name, List.of())));
    }

    InMemoryTables with(InMemoryTables others) {
        SortedMap<String, List<String>> all = new TreeMap<>(tables);
        all.putAll(others.tables);
        return new InMemoryTables(all);
    }

    void writeTo(OutputStream out) throws IOException {
        DataOutputStream data = new DataOutputStream(out);
        data.writeUTF(HEADER);
        data.writeInt(tables.size());
        for (Map.Entry<String, List<String>> table : tables.entrySet()) {
            data.writeUTF(table.getKey());
            writeRows(table.getValue(), data);
        }
        data.flush();
    }

    private static void writeRows(List<String> rows, DataOutputStream data) throws IOException {
        data.writeInt(rows.size());
        for (String row : rows) {
            data.writeUTF(row);
        }
    }

    /** What a dump holds. */
    static InMemoryTables restored(InputStream dump) {
        try {
            return readFrom(dump);
        } catch (IOException e) {
            throw new RestoreException("The dump is not one of a database in memory, or cut off", e);
        }
    }

    /** Reads what a restore leaves unread, where the proofs of other formats are. */
    static void requireEnd(InputStream dump) {
        try {
            dump.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new RestoreException("The dump has no end", e);
        }
    }

    private static InMemoryTables readFrom(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        if (!data.readUTF().equals(HEADER)) {
            throw new IOException("no header");
        }
        SortedMap<String, List<String>> tables = new TreeMap<>();
        for (int left = data.readInt(); left > 0; left--) {
            tables.put(data.readUTF(), readRows(data));
        }
        return new InMemoryTables(tables);
    }

    private static List<String> readRows(DataInputStream data) throws IOException {
        List<String> rows = new ArrayList<>();
        for (int left = data.readInt(); left > 0; left--) {
            rows.add(data.readUTF());
        }
        return rows;
    }
}
