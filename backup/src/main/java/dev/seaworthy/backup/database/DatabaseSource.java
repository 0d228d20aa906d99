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
}
