package dev.seaworthy.backup.objects;

import dev.seaworthy.backup.OtherStore;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoredObject;
import dev.seaworthy.backup.store.Upload;
import java.io.InputStream;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** Remembers what a store is asked. */
final class WatchedStore extends OtherStore {
    private final Queue<String> uploads = new ConcurrentLinkedQueue<>();
    private final Queue<String> opens = new ConcurrentLinkedQueue<>();
    private final Queue<String> lists = new ConcurrentLinkedQueue<>();

    WatchedStore(ObjectStore store) {
        super(store);
    }

    @Override
    public Upload upload(String key) {
        uploads.add(key);
        return super.upload(key);
    }

    @Override
    public InputStream open(String key) {
        opens.add(key);
        return super.open(key);
    }

    @Override
    public List<StoredObject> list(String prefix) {
        lists.add(prefix);
        return super.list(prefix);
    }

    @Override
    public void list(String prefix, Consumer<StoredObject> each) {
        lists.add(prefix);
        super.list(prefix, each);
    }

    /** The keys that were written to since it was asked last. */
    List<String> uploads() {
        return drain(uploads);
    }

    /** The keys that were read since it was asked last. */
    List<String> opens() {
        return drain(opens);
    }

    /** The prefixes that were listed since it was asked last. */
    List<String> lists() {
        return drain(lists);
    }

    private static List<String> drain(Queue<String> asked) {
        List<String> all = List.copyOf(asked);
        asked.clear();
        return all;
    }
}
