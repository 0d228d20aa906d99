package dev.seaworthy.backup.drill;

import dev.seaworthy.backup.database.ScratchDatabase;
import dev.seaworthy.backup.database.ScratchServer;
import dev.seaworthy.backup.fingerprint.DatabaseLocale;
import dev.seaworthy.backup.fingerprint.Fingerprint;
import java.io.InputStream;
import java.util.function.Consumer;

/** A server on which something happens to each database after the restore. */
record DamagingServer(ScratchServer server, Consumer<ScratchDatabase> damage) implements ScratchServer {
    @Override
    public ScratchDatabase create(DatabaseLocale locale) {
        return new Damaged(server.create(locale), damage);
    }

    private record Damaged(ScratchDatabase scratch, Consumer<ScratchDatabase> damage) implements ScratchDatabase {
        @Override
        public void restore(InputStream dump) {
            scratch.restore(dump);
            damage.accept(scratch);
        }

        @Override
        public Fingerprint fingerprint(Fingerprint dumped) {
            return scratch.fingerprint(dumped);
        }

        @Override
        public String ask(String sql) {
            return scratch.ask(sql);
        }

        @Override
        public void close() {
            scratch.close();
        }
    }
}
