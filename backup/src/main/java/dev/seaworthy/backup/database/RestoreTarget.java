package dev.seaworthy.backup.database;

import dev.seaworthy.backup.fingerprint.Fingerprint;
import java.io.InputStream;

/** A database into which one dump can be restored. One thread at a time. */
public interface RestoreTarget {
    /**
     * Restores a dump of the same kind of database. It may leave the end of {@code dump} unread, and never closes it.
     *
     * @throws RestoreException if it refuses, or anything of the dump could not be restored
     */
    void restore(InputStream dump);

    /**
     * What it holds, hashed as the dump was; of what it held before the restore, no more than the dump has too.
     *
     * @throws RestoreException if it cannot be read
     */
    Fingerprint fingerprint(Fingerprint dumped);
}
