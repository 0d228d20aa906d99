package dev.seaworthy.backup.objects.source;

import dev.seaworthy.backup.store.MissingObjectException;
import dev.seaworthy.backup.store.StoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A bucket in memory that remembers what was asked of it, and whose versions tell contents apart. */
public final class TestObjects implements ObjectTarget {
    /** The keys that were opened. */
    public final List<String> opened = new CopyOnWriteArrayList<>();

    /** The keys that were put. */
    public final List<String> puts = new CopyOnWriteArrayList<>();

    /** The ranges that were listed. */
    public final List<KeyRange> listed = new CopyOnWriteArrayList<>();

    /** How many bytes of contents were read. */
    public final AtomicInteger bytesRead = new AtomicInteger();

    /** Keys whose put or deletion it refuses. */
    public final Set<String> refused = new HashSet<>();

    private final NavigableMap<String, Held> objects = new ConcurrentSkipListMap<>(KeyRange.ORDER);
    private final String versions;
    private final AtomicInteger time = new AtomicInteger();
    private volatile Comparator<String> order = KeyRange.ORDER;
    private volatile boolean ignoresRanges;
    private volatile Runnable beforePut = () -> {};

    private record Held(SourceObject object, ObjectMetadata metadata, byte[] content) {}

    /** One whose versions begin so: of equal ones they are equal for equal contents; none if it has none. */
    public TestObjects(String versions) {
        this.versions = versions;
    }

    public TestObjects() {
        this("v");
    }

    /** Lists in this order, as no target may. */
    public void listIn(Comparator<String> wrong) {
        order = wrong;
    }

    /** Lists all of its objects whatever is asked for, as no target may. */
    public void ignoreRanges() {
        ignoresRanges = true;
    }

    /** Is run before each put. */
    public void beforePut(Runnable action) {
        beforePut = action;
    }

    public TestObjects with(String key, String content) {
        return with(key, content.getBytes(StandardCharsets.UTF_8), ObjectMetadata.NONE);
    }

    public TestObjects with(String key, byte[] content, ObjectMetadata metadata) {
        String version = versions.isEmpty() ? "" : versions + java.util.Arrays.hashCode(content);
        Instant modified = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(time.incrementAndGet());
        objects.put(key, new Held(new SourceObject(key, content.length, version, modified), metadata, content.clone()));
        return this;
    }

    public TestObjects without(String key) {
        objects.remove(key);
        return this;
    }

    /** Changes its content, and not what a listing shows. */
    public void rot(String key) {
        Held held = objects.get(key);
        byte[] content = held.content().clone();
        content[0] ^= 1;
        objects.put(key, new Held(held.object(), held.metadata(), content));
    }

    /** A copy, listed in the same way. */
    public TestObjects copy() {
        TestObjects copy = new TestObjects(versions);
        copy.objects.putAll(objects);
        return copy;
    }

    public Set<String> keys() {
        return objects.keySet();
    }

    public byte[] content(String key) {
        return objects.get(key).content().clone();
    }

    public String text(String key) {
        return new String(content(key), StandardCharsets.UTF_8);
    }

    public ObjectMetadata metadata(String key) {
        return objects.get(key).metadata();
    }

    /** What another can be compared by. */
    public Map<String, List<Object>> all() {
        Map<String, List<Object>> all = new java.util.TreeMap<>();
        objects.forEach((key, held) ->
                all.put(key, List.of(held.metadata(), new String(held.content(), StandardCharsets.ISO_8859_1))));
        return all;
    }

    @Override
    public Stream<SourceObject> list(KeyRange range) {
        listed.add(range);
        return objects.values().stream()
                .map(Held::object)
                .filter(object -> ignoresRanges || range.contains(object.key()))
                .sorted(Comparator.comparing(SourceObject::key, order));
    }

    @Override
    public ObjectContent open(String key) {
        opened.add(key);
        Held held = Optional.ofNullable(objects.get(key)).orElseThrow(() -> new MissingObjectException(key, null));
        return new ObjectContent(held.object(), held.metadata(), new ByteArrayInputStream(held.content()) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                int count = super.read(target, offset, length);
                bytesRead.addAndGet(Math.max(0, count));
                return count;
            }
        });
    }

    /** Takes so many bytes as the object has, and asks for no end. */
    @Override
    public void put(SourceObject object, ObjectMetadata metadata, InputStream content) throws IOException {
        beforePut.run();
        if (refused.contains(object.key())) {
            throw new StoreException(object.key(), "the target refuses " + object.key(), null);
        }
        byte[] taken = content.readNBytes((int) object.bytes());
        if (taken.length != object.bytes()) {
            throw new IOException("ended early");
        }
        puts.add(object.key());
        with(object.key(), taken, metadata);
    }

    @Override
    public void delete(String key) {
        if (refused.contains(key)) {
            throw new StoreException(key, "the target refuses " + key, null);
        }
        objects.remove(key);
    }
}
