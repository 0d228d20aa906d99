package dev.seaworthy.backup.objects.repository;

import dev.seaworthy.backup.content.Envelope;
import dev.seaworthy.backup.encryption.Compression;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.encryption.Recipient;
import dev.seaworthy.backup.manifest.Recipe;
import dev.seaworthy.backup.store.ObjectStore;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * All that is stored of one bucket's backups. Safe for use by many threads.
 *
 * @param layout where
 */
public record Repository(
        ObjectStore store,
        Layout layout,
        Contents contents,
        Segments segments,
        Snapshots snapshots,
        Documents documents,
        Envelope envelope) {
    /**
     * That of a bucket.
     *
     * @param envelope of the contents
     * @param manifestKey opens snapshots and segments, if they are sealed; else whoever can read the store reads them
     */
    public static Repository of(ObjectStore store, String name, Envelope envelope, Optional<Identity> manifestKey) {
        Layout layout = new Layout(name);
        List<Recipient> readers = manifestKey.map(Identity::recipient).stream().toList();
        Documents documents = new Documents(store, manifestKey);
        return new Repository(
                store,
                layout,
                new Contents(store, layout, envelope),
                new Segments(store, layout, new Envelope(Optional.of(Compression.DEFAULT), readers), manifestKey),
                new Snapshots(store, layout, documents),
                documents,
                envelope);
    }

    /** Writes down how to restore by hand, if that does not lie there; what is there stays. */
    public void writeRecipe() throws IOException {
        Recipe.writeTo(store, layout.recipe(), () -> Repository.class.getResourceAsStream("DISASTER.md"));
    }
}
