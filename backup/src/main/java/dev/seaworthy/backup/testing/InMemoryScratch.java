package dev.seaworthy.backup.testing;

import dev.seaworthy.backup.database.DumpInput;
import dev.seaworthy.backup.database.ScratchDatabase;
import dev.seaworthy.backup.fingerprint.Fingerprint;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** A scratch database of an {@link InMemoryDatabase}. */
final class InMemoryScratch implements ScratchDatabase {
    private final InMemoryDatabase server;
    private InMemoryTables restored = new InMemoryTables(Map.of());

    InMemoryScratch(InMemoryDatabase server) {
        this.server = server;
    }

    @Override
    public void restore(InputStream dump) {
        restored = server.read(dump);
    }

    @Override
    public void restore(DumpInput dump) throws IOException {
        restored = server.read(dump);
    }

    @Override
    public Fingerprint fingerprint(Fingerprint dumped) {
        return restored.fingerprint();
    }

    @Override
    public String ask(String sql) {
        return server.ask(sql);
    }

    @Override
    public void close() {
        restored = new InMemoryTables(Map.of());
    }
}
