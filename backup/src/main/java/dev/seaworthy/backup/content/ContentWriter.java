package dev.seaworthy.backup.content;

import dev.seaworthy.backup.store.ObjectStore;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A content on its way into a store. One thread at a time: it measures what is written, before and after zstd, which
 * compresses in a thread of its own, while others seal and store.
 */
public final class ContentWriter implements AutoCloseable {
    private final ObjectSeries series;
    private final MeasuredOutput compressed;
    private final MeasuredOutput plain;

    /** Nothing is seen under {@code key}, or the keys that begin with it, before the commit. */
    public ContentWriter(ObjectStore store, String key, Envelope envelope) throws IOException {
        series = new ObjectSeries(store, key);
        try {
            compressed = new MeasuredOutput(envelope.encrypt(series));
            plain = new MeasuredOutput(envelope.compress(compressed));
        } catch (IOException | RuntimeException e) {
            series.end();
            throw e;
        }
    }

    /** Takes the plain content; closing it ends the content and commits nothing. */
    public OutputStream stream() {
        return plain;
    }

    /**
     * Makes the content visible, whole, after its stream was closed.
     *
     * @param written is told each key
     * @throws IOException if a write or the end of the stream has failed before
     */
    public Content commit(Written written) throws IOException {
        plain.requireWhole();
        return new Content(plain.measure(), compressed.measure(), series.commit(written));
    }

    /** Ends it and its threads. Without a commit before, all that was sent is discarded. */
    @Override
    public void close() throws IOException {
        try {
            plain.close();
        } finally {
            series.end();
        }
    }
}
