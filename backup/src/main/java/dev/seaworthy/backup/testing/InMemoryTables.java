package dev.seaworthy.backup.testing;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
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

    SortedMap<String, Long> rows() {
        SortedMap<String, Long> rows = new TreeMap<>();
        tables.forEach((name, content) -> rows.put(name, (long) content.size()));
        return rows;
    }

    InMemoryTables withoutLastRows() {
        SortedMap<String, List<String>> fewer = new TreeMap<>();
        tables.forEach((name, rows) -> fewer.put(name, rows.subList(0, Math.max(0, rows.size() - 1))));
        return new InMemoryTables(fewer);
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

    static InMemoryTables readFrom(InputStream in) throws IOException {
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
