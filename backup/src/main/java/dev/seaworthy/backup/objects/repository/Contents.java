package dev.seaworthy.backup.objects.repository;

import dev.seaworthy.backup.content.ContentWriter;
import dev.seaworthy.backup.content.Envelope;
import dev.seaworthy.backup.content.VerifiedContent;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** The contents in the store. Safe for use by many threads. */
public final class Contents {
    private final ObjectStore store;
    private final Layout layout;
    private final Envelope envelope;

    Contents(ObjectStore store, Layout layout, Envelope envelope) {
        this.store = store;
        this.layout = layout;
        this.envelope = envelope;
    }

    /**
     * Begins a pack.
     *
     * @param number one that no other content of the run has
     */
    public PackWriter pack(String run, long number) throws IOException {
        return new PackWriter(begin(run, number, StoredContent.PACK));
    }

    /**
     * Begins the content of one object, of which {@link StoredContent} is made by its commit.
     *
     * @param number one that no other content of the run has
     */
    public ContentWriter single(String run, long number) throws IOException {
        return begin(run, number, "");
    }

    private ContentWriter begin(String run, long number, String kind) throws IOException {
        return new ContentWriter(store, layout.content(run, number, kind + envelope.suffix()), envelope);
    }

    /** All objects in the store that are contents, or the rest of one. */
    public List<StoredObject> list() {
        return store.list(layout.data());
    }

    /**
     * The content of one object, or all of a pack, opened; its end is shown only once all of it is what was stored.
     *
     * @param identity a private key of one of the recipients, if it is sealed
     */
    public InputStream open(StoredContent stored, Optional<Identity> identity) throws IOException {
        return VerifiedContent.open(
                store, stored.content(), raw -> Envelope.open(stored.key(), raw, identity), () -> {});
    }

    /**
     * Reads a pack, or the content of one object, to its end.
     *
     * @param id of the content, if it is that of one object; a pack tells those of its own
     */
    public void read(StoredContent stored, String id, Optional<Identity> identity, Reader reader) throws IOException {
        try (InputStream opened = open(stored, identity)) {
            if (stored.isPack()) {
                readPack(opened, reader);
            } else {
                reader.content(id, stored.content().plain().bytes(), opened);
                opened.transferTo(OutputStream.nullOutputStream());
            }
        }
    }

    private static void readPack(InputStream opened, Reader reader) throws IOException {
        TarReader tar = new TarReader(opened);
        Optional<TarReader.Member> member = tar.next();
        while (member.isPresent()) {
            reader.content(member.get().name(), member.get().size(), tar.content());
            member = tar.next();
        }
    }

    /** Takes what is read. */
    @FunctionalInterface
    public interface Reader {
        /**
         * Takes a content.
         *
         * @param content of which it reads as much as it wants
         */
        void content(String id, long bytes, InputStream content) throws IOException;
    }
}
