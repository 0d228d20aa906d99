package dev.seaworthy.backup;

import dev.seaworthy.backup.content.Content;
import dev.seaworthy.backup.content.VerifiedContent;
import dev.seaworthy.backup.database.DumpInput;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.encryption.Sealing;
import dev.seaworthy.backup.manifest.Manifest;
import dev.seaworthy.backup.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The dump of a backup, fetched and opened stream by stream. It knows which of them were read to their ends. */
final class StoredDump implements DumpInput {
    private final ObjectStore store;
    private final Manifest manifest;
    private final Identity identity;
    private final Set<Content> whole = ConcurrentHashMap.newKeySet();

    StoredDump(ObjectStore store, Manifest manifest, Identity identity) {
        this.store = store;
        this.manifest = manifest;
        this.identity = identity;
    }

    @Override
    public InputStream dump() throws IOException {
        return open(manifest.content());
    }

    @Override
    public List<String> tables() {
        return List.copyOf(manifest.rows().keySet());
    }

    @Override
    public InputStream rows(String table) throws IOException {
        Content rows = manifest.rows().get(table);
        if (rows == null) {
            throw new IllegalArgumentException("table must be one whose rows are apart: " + table);
        }
        return open(rows);
    }

    private InputStream open(Content content) throws IOException {
        return VerifiedContent.open(store, content, stored -> Sealing.open(stored, identity), () -> whole.add(content));
    }

    /** Reads what a restore has left unread, for at its end a stream proves itself. */
    void readRest() throws IOException {
        for (Content content : manifest.dumpContents()) {
            if (!whole.contains(content)) {
                try (InputStream rest = open(content)) {
                    rest.transferTo(OutputStream.nullOutputStream());
                }
            }
        }
    }
}
