package dev.seaworthy.backup.objects.reading;

import dev.seaworthy.backup.OtherStore;
import dev.seaworthy.backup.store.ObjectStore;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A store that remembers what was opened. */
final class CountedStore extends OtherStore {
    final List<String> opened = new CopyOnWriteArrayList<>();

    CountedStore(ObjectStore store) {
        super(store);
    }

    @Override
    public InputStream open(String key) {
        opened.add(key);
        return super.open(key);
    }
}
