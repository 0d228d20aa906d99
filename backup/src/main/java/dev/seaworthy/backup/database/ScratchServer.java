package dev.seaworthy.backup.database;

/** A server on which a dump may be restored to try it. Implementations are safe for use by many threads. */
public interface ScratchServer {
    /**
     * A new, empty database of a name that no other has.
     *
     * @throws RestoreException if the server cannot make one
     */
    ScratchDatabase create();
}
