package dev.seaworthy.backup;

import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoredObject;
import dev.seaworthy.backup.store.Upload;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Another store, of which some methods are changed. */
public class OtherStore implements ObjectStore {
    private final ObjectStore store;

    protected OtherStore(ObjectStore store) {
        this.store = store;
    }

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
        return store.list(prefix);
    }

    @Override
    public void delete(String key) {
        store.delete(key);
    }

    @Override
    public int discardUploads(String prefix, Instant begunBefore) {
        return store.discardUploads(prefix, begunBefore);
    }

    @Override
    public Optional<Instant> lockedUntil(String key) {
        return store.lockedUntil(key);
    }

    @Override
    public int hiddenVersions(String prefix) {
        return store.hiddenVersions(prefix);
    }

    @Override
    public long maxObjectBytes() {
        return store.maxObjectBytes();
    }
}
