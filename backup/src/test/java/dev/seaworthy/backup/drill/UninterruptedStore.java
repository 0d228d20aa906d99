package dev.seaworthy.backup.drill;

import dev.seaworthy.backup.OtherStore;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.store.Upload;

/** A store that takes nothing from a thread that is interrupted. */
final class UninterruptedStore extends OtherStore {
    UninterruptedStore(ObjectStore store) {
        super(store);
    }

    @Override
    public Upload upload(String key) {
        if (Thread.currentThread().isInterrupted()) {
            throw new StoreException(key, "interrupted", null);
        }
        return super.upload(key);
    }
}
