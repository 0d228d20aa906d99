package dev.seaworthy.backup.drill;

import dev.seaworthy.backup.database.RestoreException;
import dev.seaworthy.backup.database.ScratchDatabase;
import dev.seaworthy.backup.database.ScratchServer;
import dev.seaworthy.backup.fingerprint.DatabaseLocale;
import dev.seaworthy.backup.fingerprint.Fingerprint;
import java.io.InputStream;

/** A server that fails to restore, and says so. */
record FailingServer(ScratchServer server, String said) implements ScratchServer {
    @Override
    public ScratchDatabase create(DatabaseLocale locale) {
        return new Failing(server.create(locale), said);
    }

    private record Failing(ScratchDatabase scratch, String said) implements ScratchDatabase {
        @Override
        public void restore(InputStream dump) {
            throw new RestoreException(said, null);
        }

        @Override
        public Fingerprint fingerprint(Fingerprint dumped) {
            return dumped;
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
