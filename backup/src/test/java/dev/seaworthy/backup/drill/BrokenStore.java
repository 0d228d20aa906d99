package dev.seaworthy.backup.drill;

import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoredObject;
import dev.seaworthy.backup.store.Upload;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;

/** A store whose listing breaks off. */
record BrokenStore(ObjectStore store) implements ObjectStore {
    @Override
    public Upload upload(String key) {
        return store.upload(key);
    }

    @Override
    public InputStream open(String key) {
        return store.open(key);
    }

    @Override
    public List<StoredObject> list(String prefix) {
        throw new IllegalStateException("broken");
    }

    @Override
    public void delete(String key) {
        store.delete(key);
    }

    @Override
    public int discardUploads(String prefix, Instant begunBefore) {
        return store.discardUploads(prefix, begunBefore);
    }
}
