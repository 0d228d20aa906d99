package dev.seaworthy.backup;

import dev.seaworthy.backup.id.TimeIds;
import dev.seaworthy.backup.manifest.Manifests;
import dev.seaworthy.backup.retention.Holds;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What killed runs have left: uploads that never ended, and dumps without a manifest. */
final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    private final ObjectStore store;
    private final Manifests manifests;
    private final Holds holds;

    Leftovers(ObjectStore store, Manifests manifests, Holds holds) {
        this.store = store;
        this.manifests = manifests;
        this.holds = holds;
    }

    /** Discards what was begun before this, as far as the store lets it; a later run tries again. */
    void discard(Instant begunBefore) {
        try {
            int uploads = store.discardUploads(Manifests.FOLDER, begunBefore);
            int objects = discardObjects(begunBefore);
            if (uploads > 0 || objects > 0) {
                LOG.info(
                        "Discarded {} uploads and {} objects that runs before {} left behind",
                        uploads,
                        objects,
                        begunBefore);
            }
        } catch (StoreException e) {
            LOG.warn("Could not discard what killed runs have left; the next run tries again", e);
        }
    }

    private int discardObjects(Instant begunBefore) {
        int discarded = 0;
        for (String key : manifests.keysWithoutManifest()) {
            if (isOlder(key, begunBefore) && !isHeld(key)) {
                store.delete(key);
                discarded++;
            }
        }
        return discarded;
    }

    /** Its manifest may be about to be put back. */
    private boolean isHeld(String key) {
        return Manifests.idOf(key).filter(id -> !holds.of(id).isEmpty()).isPresent();
    }

    private static boolean isOlder(String key, Instant time) {
        return Manifests.idOf(key).flatMap(TimeIds::time).filter(time::isAfter).isPresent();
    }
}
