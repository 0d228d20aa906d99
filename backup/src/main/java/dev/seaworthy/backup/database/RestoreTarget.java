package dev.seaworthy.backup.database;

import dev.seaworthy.backup.fingerprint.Fingerprint;
import java.io.IOException;
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
     * Restores a dump of the same kind of database, of several streams too; unless overridden, it refuses those. It may
     * leave the end of a stream unread.
     *
     * @throws RestoreException if it refuses, or anything of the dump could not be restored
     * @throws IOException if {@code dump} does
     */
    default void restore(DumpInput dump) throws IOException {
        if (!dump.tables().isEmpty()) {
            throw new RestoreException(
                    "Refused to restore a dump of several streams, with the rows of " + String.join(", ", dump.tables())
                            + " apart: this target takes one stream",
                    null);
        }
        try (InputStream in = dump.dump()) {
            restore(in);
        }
    }

    /**
     * What it holds, hashed as the dump was; of what it held before the restore, no more than the dump has too.
     *
     * @throws RestoreException if it cannot be read
     */
    Fingerprint fingerprint(Fingerprint dumped);
}
