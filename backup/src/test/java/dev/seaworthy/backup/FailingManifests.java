package dev.seaworthy.backup;

import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.store.Upload;

/** A store that takes dumps, and fails at manifests: at writing them, and at deleting them if it is told so. */
final class FailingManifests extends OtherStore {
    private final boolean failDelete;

    FailingManifests(ObjectStore store, boolean failDelete) {
        super(store);
        this.failDelete = failDelete;
    }

    @Override
    public Upload upload(String key) {
        if (key.endsWith("manifest.json")) {
            throw new StoreException(key, "no manifests today", null);
        }
        return super.upload(key);
    }

    @Override
    public void delete(String key) {
        if (failDelete && key.endsWith("manifest.json")) {
            throw new StoreException(key, "no deletes today", null);
        }
        super.delete(key);
    }
}
