package dev.seaworthy.backup.database;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * A dump to be restored, stream by stream. Safe for use by many threads; one stream by one of them at a time.
 *
 * <p>Whoever opens a stream closes it. A stream shows its end only if all of it is what was dumped.
 */
public interface DumpInput {
    /** The dump itself, from its beginning at each call. */
    InputStream dump() throws IOException;

    /** The tables whose rows the dump itself lacks, in the order in which they were dumped. */
    List<String> tables();

    /** The rows of one of the {@link #tables()}. */
    InputStream rows(String table) throws IOException;
}
