package dev.seaworthy.backup.testing;

import dev.seaworthy.backup.store.MissingObjectException;
import dev.seaworthy.backup.store.ObjectExistsException;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.store.StoredObject;
import dev.seaworthy.backup.store.Upload;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** An object store in memory, which keeps what it is given and fails on command. Safe for use by many threads. */
public final class InMemoryObjectStore implements ObjectStore {
    private final NavigableMap<String, byte[]> objects = new ConcurrentSkipListMap<>();
    private final RetainedVersions versions = new RetainedVersions();
    private final Set<InMemoryUpload> uploads = ConcurrentHashMap.newKeySet();
    private final Set<Operation> failing = ConcurrentHashMap.newKeySet();
    private final InstantSource clock;
    private final long maxObjectBytes;
    private volatile Duration locked = Duration.ZERO;

    /** An empty store. */
    public InMemoryObjectStore() {
        this(InstantSource.system(), Long.MAX_VALUE);
    }

    /**
     * An empty store that holds this many bytes in one object at most, and tells by this clock how old an upload is.
     */
    public InMemoryObjectStore(InstantSource clock, long maxObjectBytes) {
        this.clock = clock;
        this.maxObjectBytes = maxObjectBytes;
    }

    /** What a store can be told to fail at. */
    public enum Operation {
        WRITE,
        COMMIT,
        OPEN,
        LIST,
        DELETE
    }

    /**
     * Locks each object from its commit on, as S3 Object Lock does: a deletion then only hides it, and
     * {@link #deleteVersions} is refused till the time is over.
     */
    public InMemoryObjectStore lockedFor(Duration time) {
        locked = Objects.requireNonNull(time, "time");
        return this;
    }

    /** What was deleted, and is kept all the same: older versions, which cost room and which no listing shows. */
    public List<StoredObject> heldVersions() {
        return versions.all();
    }

    /**
     * Removes for good what deletions of a key have only hidden.
     *
     * @throws StoreException if one of them is locked; then all stay
     */
    public void deleteVersions(String key) {
        ObjectStore.requireSafeKey(key);
        versions.remove(key, clock.instant());
    }

    /** Makes the next {@code operation}, and no other, fail with a {@link StoreException}. */
    public void failNext(Operation operation) {
        failing.add(operation);
    }

    /** Changes one bit in the middle of a stored object, as a bad disk would. */
    public void flipBit(String key) {
        byte[] changed = content(key).clone();
        changed[changed.length / 2] ^= 1;
        objects.put(key, changed);
    }

    @Override
    public Upload upload(String key) {
        InMemoryUpload upload = new InMemoryUpload(this, ObjectStore.requireSafeKey(key), clock.instant());
        uploads.add(upload);
        return upload;
    }

    @Override
    public InputStream open(String key) {
        ObjectStore.requireSafeKey(key);
        attempt(Operation.OPEN, key);
        return new ByteArrayInputStream(content(key));
    }

    @Override
    public List<StoredObject> list(String prefix) {
        attempt(Operation.LIST, prefix);
        return objects.tailMap(prefix).entrySet().stream()
                .takeWhile(entry -> entry.getKey().startsWith(prefix))
                .map(entry -> new StoredObject(entry.getKey(), entry.getValue().length))
                .toList();
    }

    @Override
    public void delete(String key) {
        ObjectStore.requireSafeKey(key);
        attempt(Operation.DELETE, key);
        byte[] removed = objects.remove(key);
        if (removed != null) {
            versions.hide(key, removed.length);
        }
    }

    @Override
    public Optional<Instant> lockedUntil(String key) {
        return versions.lockedUntil(ObjectStore.requireSafeKey(key));
    }

    @Override
    public int hiddenVersions(String prefix) {
        return (int) heldVersions().stream()
                .filter(version -> version.key().startsWith(prefix))
                .count();
    }

    @Override
    public int discardUploads(String prefix, Instant begunBefore) {
        List<InMemoryUpload> abandoned = uploads.stream()
                .filter(upload -> upload.isOf(prefix, begunBefore))
                .toList();
        return (int) abandoned.stream().filter(uploads::remove).count();
    }

    @Override
    public long maxObjectBytes() {
        return maxObjectBytes;
    }

    boolean isUnderWay(InMemoryUpload upload) {
        return uploads.contains(upload);
    }

    void end(InMemoryUpload upload) {
        uploads.remove(upload);
    }

    void put(String key, byte[] content) {
        attempt(Operation.COMMIT, key);
        if (objects.putIfAbsent(key, content) != null) {
            throw new ObjectExistsException(key, null);
        }
        if (!locked.isZero()) {
            versions.lock(key, clock.instant().plus(locked));
        }
    }

    void attempt(Operation operation, String key) {
        if (failing.remove(operation)) {
            throw new StoreException(key, operation + " of " + key + " was told to fail", null);
        }
    }

    private byte[] content(String key) {
        byte[] content = objects.get(key);
        if (content == null) {
            throw new MissingObjectException(key, null);
        }
        return content;
    }
}
