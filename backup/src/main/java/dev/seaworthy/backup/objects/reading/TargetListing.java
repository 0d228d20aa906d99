package dev.seaworthy.backup.objects.reading;

import dev.seaworthy.backup.objects.source.KeyRange;
import dev.seaworthy.backup.objects.source.SourceObject;
import dev.seaworthy.backup.store.StoreException;
import java.util.Iterator;

/** What a target lists, as long as that is in the range and in the order of its keys. One thread. */
final class TargetListing implements Iterator<SourceObject> {
    private final Iterator<SourceObject> listed;
    private KeyRange rest;

    TargetListing(Iterator<SourceObject> listed, KeyRange range) {
        this.listed = listed;
        this.rest = range;
    }

    @Override
    public boolean hasNext() {
        return listed.hasNext();
    }

    /** @throws StoreException if it is in another order, or not in the range */
    @Override
    public SourceObject next() {
        SourceObject object = listed.next();
        if (!rest.contains(object.key())) {
            throw new StoreException(
                    object.key(),
                    "The target lists its objects in another order than that of their keys, or beyond the range that"
                            + " was asked for",
                    null);
        }
        rest = new KeyRange(object.key(), rest.through());
        return object;
    }
}
