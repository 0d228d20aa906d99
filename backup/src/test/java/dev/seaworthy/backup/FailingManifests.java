package dev.seaworthy.backup;

import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.store.StoredObject;
import dev.seaworthy.backup.store.Upload;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;

/** A store that takes dumps, and fails at manifests: at writing them, and at deleting them if it is told so. */
record FailingManifests(ObjectStore store, boolean failDelete) implements ObjectStore {
    @Override
    public Upload upload(String key) {
        if (key.endsWith("manifest.json")) {
            throw new StoreException(key, "no manifests today", null);
        }
        return store.upload(key);
    }

    @Override
    public InputStream open(String key) {
        return store.open(key);
    }

    @Override
    public List<StoredObject> list(String prefix) {
        return store.list(prefix);
    }

    @Override
    public void delete(String key) {
        if (failDelete && key.endsWith("manifest.json")) {
            throw new StoreException(key, "no deletes today", null);
        }
        store.delete(key);
    }

    @Override
    public int discardUploads(String prefix, Instant begunBefore) {
        return store.discardUploads(prefix, begunBefore);
    }
}
