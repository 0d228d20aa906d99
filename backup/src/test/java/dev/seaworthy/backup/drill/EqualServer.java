package dev.seaworthy.backup.drill;

import dev.seaworthy.backup.database.ScratchDatabase;
import dev.seaworthy.backup.database.ScratchServer;
import dev.seaworthy.backup.fingerprint.DatabaseLocale;
import dev.seaworthy.backup.fingerprint.Fingerprint;
import java.io.InputStream;

/** A server whose databases say of themselves what the dump says. */
record EqualServer(ScratchServer server) implements ScratchServer {
    @Override
    public ScratchDatabase create(DatabaseLocale locale) {
        return new Equal(server.create(locale));
    }

    private record Equal(ScratchDatabase scratch) implements ScratchDatabase {
        @Override
        public void restore(InputStream dump) {
            scratch.restore(dump);
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
