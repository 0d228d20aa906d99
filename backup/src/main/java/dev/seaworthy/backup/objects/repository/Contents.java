package dev.seaworthy.backup.objects.repository;

import dev.seaworthy.backup.content.ContentWriter;
import dev.seaworthy.backup.content.Envelope;
import dev.seaworthy.backup.content.VerifiedContent;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
     * The content of one object, which is all that is stored, or one file of a pack.
     *
     * @param identity a private key of one of the recipients, if it is sealed
     * @throws StoreException if the pack lacks it
     */
    public InputStream open(StoredContent stored, String id, Optional<Identity> identity) throws IOException {
        InputStream opened = open(stored, identity);
        boolean found = false;
        try {
            InputStream content = stored.isPack() ? find(stored, id, opened) : opened;
            found = true;
            return content;
        } finally {
            if (!found) {
                opened.close();
            }
        }
    }

    private static InputStream find(StoredContent stored, String id, InputStream opened) throws IOException {
        TarReader tar = new TarReader(opened);
        Optional<TarReader.Member> member = tar.next();
        while (member.isPresent()) {
            if (member.get().name().equals(id)) {
                return new ClosingContent(tar.content(), opened);
            }
            member = tar.next();
        }
        throw new StoreException(stored.key(), "Object " + stored.key() + " lacks the content " + id, null);
    }

    /** A file of a pack, with which the pack is closed. */
    private static final class ClosingContent extends FilterInputStream {
        private final InputStream pack;

        ClosingContent(InputStream content, InputStream pack) {
            super(content);
            this.pack = pack;
        }

        @Override
        public void close() throws IOException {
            pack.close();
        }
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
         * Takes one content.
         *
         * @param content of which it reads as much as it wants
         */
        void content(String id, long bytes, InputStream content) throws IOException;
    }
}
