package dev.seaworthy.backup.testing;

import dev.seaworthy.backup.objects.source.KeyRange;
import dev.seaworthy.backup.objects.source.ObjectContent;
import dev.seaworthy.backup.objects.source.ObjectMetadata;
import dev.seaworthy.backup.objects.source.ObjectSource;
import dev.seaworthy.backup.objects.source.ObjectTarget;
import dev.seaworthy.backup.objects.source.SourceObject;
import dev.seaworthy.backup.store.MissingObjectException;
import dev.seaworthy.backup.store.StoreException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A bucket in memory, to back up from and to restore into, which counts what it is asked and fails on command. Safe for
 * use by many threads.
 */
public final class InMemoryObjects implements ObjectTarget {
    private static final AtomicLong VERSIONS = new AtomicLong();

    private final NavigableMap<String, Stored> objects = new ConcurrentSkipListMap<>(KeyRange.ORDER);
    private final Set<Operation> failing = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Runnable> beforeOpen = new AtomicReference<>();
    private final AtomicLong lists = new AtomicLong();
    private final AtomicLong opens = new AtomicLong();
    private final AtomicLong puts = new AtomicLong();
    private final InstantSource clock;

    @SuppressWarnings("ArrayRecordComponent") // never compared, and never changed
    private record Stored(SourceObject object, ObjectMetadata metadata, byte[] content) {}

    /** What a bucket can be told to fail at. */
    public enum Operation {
        LIST,
        OPEN,
        /** In the middle of a content, or before its end if it is empty. */
        READ,
        PUT,
        DELETE
    }

    /** An empty bucket. */
    public InMemoryObjects() {
        this(InstantSource.system());
    }

    /** An empty bucket, which tells by this clock when an object was written. */
    public InMemoryObjects(InstantSource clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Writes an object without metadata, in the place of what may be there. */
    public InMemoryObjects put(String key, byte[] content) {
        return put(key, content, ObjectMetadata.NONE);
    }

    /** Writes an object, in the place of what may be there; it has a version that no other has, of any bucket. */
    public InMemoryObjects put(String key, byte[] content, ObjectMetadata metadata) {
        ObjectSource.requireKey(key);
        String version = Long.toString(VERSIONS.incrementAndGet());
        SourceObject object = new SourceObject(key, content.length, version, clock.instant());
        objects.put(key, new Stored(object, metadata, content.clone()));
        return this;
    }

    /** Removes an object; does nothing if there is none. */
    public InMemoryObjects remove(String key) {
        objects.remove(key);
        return this;
    }

    /** Makes the next {@code operation}, and no other, fail. */
    public void failNext(Operation operation) {
        failing.add(operation);
    }

    /** Does this once, when an object is opened next and before it is: what is listed may be changed by then. */
    public void beforeNextOpen(Runnable change) {
        beforeOpen.set(Objects.requireNonNull(change, "change"));
    }

    /** How many listings were begun. */
    public long lists() {
        return lists.get();
    }

    /** How many contents were asked for, those that failed too. */
    public long opens() {
        return opens.get();
    }

    /** How many objects were put by {@link #put(SourceObject, ObjectMetadata, InputStream)}, those that failed too. */
    public long puts() {
        return puts.get();
    }

    @Override
    public Stream<SourceObject> list(KeyRange range) {
        lists.incrementAndGet();
        attempt(Operation.LIST, range.after());
        return objects.tailMap(range.after(), false).values().stream()
                .map(Stored::object)
                .takeWhile(object -> range.contains(object.key()));
    }

    @Override
    public ObjectContent open(String key) {
        ObjectSource.requireKey(key);
        opens.incrementAndGet();
        attempt(Operation.OPEN, key);
        Runnable change = beforeOpen.getAndSet(null);
        if (change != null) {
            change.run();
        }
        Stored stored = objects.get(key);
        if (stored == null) {
            throw new MissingObjectException(key, null);
        }
        InputStream content = new ByteArrayInputStream(stored.content());
        return new ObjectContent(
                stored.object(),
                stored.metadata(),
                failing.remove(Operation.READ) ? new Breaking(content, stored.content().length / 2) : content);
    }

    @Override
    public void put(SourceObject object, ObjectMetadata metadata, InputStream content) throws IOException {
        ObjectSource.requireKey(object.key());
        puts.incrementAndGet();
        byte[] bytes = content.readAllBytes();
        if (bytes.length != object.bytes()) {
            throw new EOFException("The content of " + object.key() + " has " + bytes.length + " bytes, not the "
                    + object.bytes() + " of its object");
        }
        attempt(Operation.PUT, object.key());
        put(object.key(), bytes, metadata);
    }

    @Override
    public void delete(String key) {
        ObjectSource.requireKey(key);
        attempt(Operation.DELETE, key);
        objects.remove(key);
    }

    /** What is there, by its keys. */
    public Map<String, byte[]> contents() {
        NavigableMap<String, byte[]> contents = new ConcurrentSkipListMap<>(KeyRange.ORDER);
        objects.forEach((key, stored) -> contents.put(key, stored.content().clone()));
        return contents;
    }

    private void attempt(Operation operation, String key) {
        if (failing.remove(operation)) {
            throw new StoreException(key, operation + " of " + key + " was told to fail", null);
        }
    }

    /** Breaks off after some bytes. */
    private static final class Breaking extends InputStream {
        private final InputStream content;
        private int left;

        Breaking(InputStream content, int left) {
            this.content = content;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            if (left == 0) {
                throw new IOException("READ was told to fail");
            }
            left--;
            return content.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left == 0) {
                throw new IOException("READ was told to fail");
            }
            int read = content.read(target, offset, Math.min(left, length));
            left -= Math.max(0, read);
            return read;
        }
    }
}
