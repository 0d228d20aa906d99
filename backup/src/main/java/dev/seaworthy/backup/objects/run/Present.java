package dev.seaworthy.backup.objects.run;

import dev.seaworthy.backup.content.Content;
import dev.seaworthy.backup.objects.repository.HashedKeys;
import dev.seaworthy.backup.objects.repository.Layout;
import dev.seaworthy.backup.objects.repository.Repository;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoredObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What was in the store when a run began, and may be referred to. Safe for use by many threads. */
final class Present {
    private final Layout layout;
    private final HashedKeys objects = new HashedKeys();
    private final HashedKeys condemned = new HashedKeys();
    private final List<String> segments = new ArrayList<>();

    private Present(Layout layout) {
        this.layout = layout;
    }

    /**
     * Asks the store. The marks come first: what is deleted is unmarked after, so that it is missed here or there.
     *
     * @param repository whose objects count
     */
    static Present in(Repository repository) {
        Present present = new Present(repository.layout());
        String marks = repository.layout().condemned();
        String folder = repository.layout().folder();
        ObjectStore store = repository.store();
        store.list(marks, mark -> present.condemned.add(folder + mark.key().substring(marks.length())));
        store.list(repository.layout().data(), present::add);
        store.list(repository.layout().segments(), present::addSegment);
        return present;
    }

    private void addSegment(StoredObject segment) {
        if (add(segment)) {
            segments.add(segment.key());
        }
    }

    private boolean add(StoredObject object) {
        if (condemned.contains(object.key())) {
            return false;
        }
        objects.add(sized(object.key(), object.bytes()));
        return true;
    }

    private static String sized(String key, long bytes) {
        return key + " " + bytes;
    }

    /** Whether all of it is there, in its size, and none of it condemned. */
    boolean has(Content content) {
        return content.objects().stream()
                .allMatch(object ->
                        objects.contains(sized(object.key(), object.stored().bytes())));
    }

    /** The keys of the segments that some runs have stored. */
    List<String> segmentsOf(Predicate<String> runs) {
        return segments.stream()
                .filter(key -> layout.runOf(key).filter(runs).isPresent())
                .sorted()
                .toList();
    }
}
