package dev.seaworthy.backup;

import dev.seaworthy.backup.content.Content;
import dev.seaworthy.backup.content.ContentWriter;
import dev.seaworthy.backup.content.Envelope;
import dev.seaworthy.backup.content.Written;
import dev.seaworthy.backup.database.DumpOutput;
import dev.seaworthy.backup.manifest.Globals;
import dev.seaworthy.backup.manifest.Manifests;
import dev.seaworthy.backup.store.ObjectStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** All that one backup stores beside its manifest, on its way into a store; none is seen before the commit. */
final class BackupWriter implements DumpOutput, AutoCloseable {
    private final ObjectStore store;
    private final String id;
    private final Envelope envelope;
    private final Progress progress;
    private final Map<String, ContentWriter> writers = new LinkedHashMap<>();
    private final Map<String, String> rowsKeys = new LinkedHashMap<>();
    private volatile String table = "";

    BackupWriter(ObjectStore store, String id, Envelope envelope, Progress progress) {
        this.store = store;
        this.id = id;
        this.envelope = envelope;
        this.progress = progress;
    }

    @Override
    public synchronized OutputStream dump() throws IOException {
        return dump(Manifests.dumpKey(id));
    }

    @Override
    public synchronized OutputStream dumpWithoutRows() throws IOException {
        return dump(Manifests.dumpWithoutRowsKey(id));
    }

    private OutputStream dump(String key) throws IOException {
        return progress.of(begin(key), () -> table);
    }

    @Override
    public synchronized OutputStream rows(String tableApart) throws IOException {
        String key = Manifests.rowsKey(id, rowsKeys.size() + 1);
        if (rowsKeys.putIfAbsent(tableApart, key) != null) {
            throw new IllegalStateException("The rows of " + tableApart + " are dumped already");
        }
        return progress.of(begin(key), () -> tableApart);
    }

    @Override
    public void comesNext(String next) {
        table = next;
    }

    /** To be told once. */
    synchronized void globals(String script) throws IOException {
        try (OutputStream out = begin(Manifests.globalsKey(id))) {
            out.write(script.getBytes(StandardCharsets.UTF_8));
        }
    }

    private OutputStream begin(String key) throws IOException {
        if (writers.containsKey(key)) {
            throw new IllegalStateException(key + " is written already");
        }
        ContentWriter writer = new ContentWriter(store, key, envelope);
        writers.put(key, writer);
        return writer.stream();
    }

    /** What was stored. */
    record Stored(Content dump, Map<String, Content> rows, Optional<Content> globals) {
        Globals globals(String missing) {
            return globals.map(Globals::of).orElseGet(() -> Globals.missing(missing));
        }
    }

    /**
     * Makes all of it visible, after all its streams were closed.
     *
     * @param written is told each key
     */
    synchronized Stored commit(Written written) throws IOException {
        Map<String, Content> contents = new LinkedHashMap<>();
        for (Map.Entry<String, ContentWriter> writer : writers.entrySet()) {
            contents.put(writer.getKey(), writer.getValue().commit(written));
        }
        Map<String, Content> rows = new LinkedHashMap<>();
        rowsKeys.forEach((tableApart, key) -> rows.put(tableApart, required(contents, key)));
        return new Stored(
                required(contents, rows.isEmpty() ? Manifests.dumpKey(id) : Manifests.dumpWithoutRowsKey(id)),
                rows,
                Optional.ofNullable(contents.get(Manifests.globalsKey(id))));
    }

    private static Content required(Map<String, Content> contents, String key) {
        Content content = contents.get(key);
        if (content == null) {
            throw new IllegalStateException(key + " was never written");
        }
        return content;
    }

    /** Ends all, also if one cannot be ended. Without a commit before, all that was sent is discarded. */
    @Override
    public synchronized void close() throws IOException {
        close(new ArrayDeque<>(writers.values()));
    }

    private static void close(Deque<ContentWriter> open) throws IOException {
        ContentWriter first = open.poll();
        if (first != null) {
            try (first) {
                close(open);
            }
        }
    }
}
