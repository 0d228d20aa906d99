package dev.seaworthy.backup.objects.repository;

import dev.seaworthy.backup.content.Content;
import dev.seaworthy.backup.content.ContentWriter;
import dev.seaworthy.backup.content.Envelope;
import dev.seaworthy.backup.content.VerifiedContent;
import dev.seaworthy.backup.content.Written;
import dev.seaworthy.backup.encryption.EncryptionException;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.store.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** The segments in the store. Safe for use by many threads. */
public final class Segments {
    private final ObjectStore store;
    private final Layout layout;
    private final Envelope envelope;
    private final Optional<Identity> manifestKey;
    private final SegmentFormat format = new SegmentFormat();

    Segments(ObjectStore store, Layout layout, Envelope envelope, Optional<Identity> manifestKey) {
        this.store = store;
        this.layout = layout;
        this.envelope = envelope;
        this.manifestKey = manifestKey;
    }

    /**
     * Stores one, all of whose contents are stored.
     *
     * @param number one that no other segment of the run has
     */
    public SegmentRef write(String run, long number, Segment segment) throws IOException {
        try (ContentWriter writer =
                new ContentWriter(store, layout.segment(run, number, envelope.suffix()), envelope)) {
            try (OutputStream out = writer.stream()) {
                format.write(segment, out);
            }
            Content content = writer.commit(new Written());
            return new SegmentRef(segment.range(), segment.entries().size(), segment.bytes(), content);
        }
    }

    /**
     * One that a snapshot names.
     *
     * @throws StoreException if it is not there, not what was stored, or cannot be opened
     */
    public Segment read(SegmentRef segment) {
        return read(
                segment.key(),
                () -> VerifiedContent.open(
                        store, segment.content(), raw -> Envelope.open(segment.key(), raw, manifestKey), () -> {}));
    }

    /**
     * One that no snapshot has named, by its key.
     *
     * @throws StoreException if it is not there, damaged, or cannot be opened
     */
    public Segment read(String key) {
        return read(key, () -> Envelope.open(key, store.open(key), manifestKey));
    }

    private Segment read(String key, Opening opening) {
        try (InputStream in = opening.open()) {
            return format.read(in);
        } catch (StoreException e) {
            throw e;
        } catch (EncryptionException e) {
            throw new StoreException(key, "Could not open " + key + ": " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            throw new StoreException(key, "Object " + key + " is no segment: " + e.getMessage(), e);
        }
    }

    private interface Opening {
        InputStream open() throws IOException;
    }

    /** The keys of all segments, whether a snapshot names them or not. */
    public List<String> keys() {
        return store.list(layout.segments()).stream().map(StoredObject::key).toList();
    }
}
