package dev.seaworthy.backup.database;

import dev.seaworthy.backup.fingerprint.DatabaseLocale;

/** A server on which a dump may be restored to try it. Implementations are safe for use by many threads. */
public interface ScratchServer {
    /**
     * A new, empty database of a name that no other has, of this encoding and, where the server has it, this locale.
     *
     * @throws RestoreException if the server cannot make one
     */
    ScratchDatabase create(DatabaseLocale locale);
}
