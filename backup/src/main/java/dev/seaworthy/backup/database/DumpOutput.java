package dev.seaworthy.backup.database;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Where a dump goes, stream by stream. Safe for use by many threads; one stream by one of them at a time.
 *
 * <p>Whoever opens a stream closes it, once all is written. What is in streams that a failed dump has opened is
 * worthless.
 */
public interface DumpOutput {
    /** The dump itself, with all rows; to be opened once. */
    OutputStream dump() throws IOException;

    /**
     * The dump itself where {@link #rows} are apart; to be opened once, in place of {@link #dump()}, which it is unless
     * overridden: an output that wraps another passes it on.
     */
    default OutputStream dumpWithoutRows() throws IOException {
        return dump();
    }

    /**
     * The rows of one table, which the dump itself then lacks; to be opened once for each.
     *
     * @param table by its name in the fingerprint
     */
    OutputStream rows(String table) throws IOException;

    /**
     * Is told whose rows come next in {@link #dump()}, for those who watch; does nothing unless overridden.
     *
     * @param table by its name in the fingerprint; empty if it is no table's, or not known
     */
    default void comesNext(String table) {}
}
