package dev.seaworthy.backup.database;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The streams of a dump, kept in memory, to be restored. */
public final class KeptDump implements DumpOutput {
    private static final String DUMP = "";

    private final Map<String, ByteArrayOutputStream> streams = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Map<String, Integer> closed = new ConcurrentHashMap<>();

    @Override
    public OutputStream dump() {
        return begin(DUMP);
    }

    @Override
    public OutputStream rows(String table) {
        return begin(table);
    }

    private OutputStream begin(String name) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed.merge(name, 1, Integer::sum);
            }
        };
        if (streams.putIfAbsent(name, stream) != null) {
            throw new AssertionError("opened twice: " + name);
        }
        return stream;
    }

    /** Whether each stream that was opened was closed. */
    public boolean isEnded() {
        return closed.keySet().equals(streams.keySet());
    }

    /** The same, to be read. */
    public DumpInput input() {
        return new Input();
    }

    /** The bytes of the dump itself. */
    public byte[] dumped() {
        return bytes(DUMP);
    }

    /** The bytes of the rows of a table. */
    public byte[] dumped(String table) {
        return bytes(table);
    }

    /** With other bytes in place of the rows of a table. */
    public KeptDump with(String table, byte[] bytes) {
        KeptDump other = new KeptDump();
        other.streams.putAll(streams);
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        changed.writeBytes(bytes);
        other.streams.put(table, changed);
        return other;
    }

    private byte[] bytes(String name) {
        return Objects.requireNonNull(streams.get(name), name).toByteArray();
    }

    private class Input implements DumpInput {
        @Override
        public InputStream dump() {
            return new ByteArrayInputStream(bytes(DUMP));
        }

        @Override
        public List<String> tables() {
            return streams.keySet().stream().filter(name -> !name.equals(DUMP)).toList();
        }

        @Override
        public InputStream rows(String table) {
            return new ByteArrayInputStream(bytes(table));
        }
    }
}
