package dev.seaworthy.backup.store;

import java.io.OutputStream;

/**
 * An object on its way into a store. One thread at a time.
 *
 * <pre>{@code
 * try (Upload upload = store.upload("database/a/dump")) {
 *     try (OutputStream out = upload.stream()) {
 *         out.write(bytes);
 *     }
 *     upload.commit(); // without it, nothing was uploaded
 * }
 * }</pre>
 */
public interface Upload extends AutoCloseable {
    /** Takes the content; the same stream at each call. Closing it ends the content and commits nothing. */
    OutputStream stream();

    /**
     * Makes the object visible, whole, under its key; never in place of another.
     *
     * @throws ObjectExistsException if the key is taken: what is there stays as it is
     * @throws CommitInDoubtException if the object may be there, or come to be there, all the same
     * @throws IllegalStateException if the stream has not been closed yet, or not without a failure, or after an
     *     earlier commit or close
     */
    void commit();

    /** Ends the upload. Without a commit before, all that was sent is discarded. */
    @Override
    void close();
}
