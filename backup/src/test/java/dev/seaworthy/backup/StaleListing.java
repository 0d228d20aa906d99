package dev.seaworthy.backup;

import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoredObject;
import java.util.List;

/** A store that lists what it once held. */
final class StaleListing extends OtherStore {
    private final List<StoredObject> listing;

    StaleListing(ObjectStore store, List<StoredObject> listing) {
        super(store);
        this.listing = List.copyOf(listing);
    }

    @Override
    public List<StoredObject> list(String prefix) {
        return listing;
    }
}
