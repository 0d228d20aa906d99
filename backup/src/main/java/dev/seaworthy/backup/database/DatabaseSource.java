package dev.seaworthy.backup.database;

import java.io.IOException;
import java.io.OutputStream;

/** A database that can be dumped. Implementations are safe for use by many threads. */
public interface DatabaseSource {
    /**
     * Writes one consistent dump to {@code out}, which stays open, and returns only when it is whole.
     *
     * @throws DumpException if the dump failed; what was written by then is worthless
     * @throws IOException if {@code out} does
     */
    Dump dumpTo(OutputStream out) throws IOException;

    /**
     * Writes one consistent dump, in as many streams as this source finds good, and returns only when all are whole and
     * closed. In one, unless overridden.
     *
     * @throws DumpException if the dump failed; what was written by then is worthless
     * @throws IOException if {@code output} does
     */
    default Dump dumpTo(DumpOutput output) throws IOException {
        try (OutputStream out = output.dump()) {
            return dumpTo(out);
        }
    }

    /**
     * What belongs to the server and not to the database, such as roles without their passwords, as a script; not of
     * the dump's instant. Empty, for a kind of database that has no such things, unless overridden: a source that wraps
     * another passes it on, or its backups have none and do not say so.
     *
     * @throws DumpException if the user may not read it, or it cannot be read; a backup goes on without it
     */
    default String globals() {
        return "";
    }
}
