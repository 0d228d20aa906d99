package dev.seaworthy.backup.objects;

import dev.seaworthy.backup.OtherStore;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoredObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What a run or a prune must not do, done by a store that deceives it. */
enum Flaw {
    NONE,
    /** A run refers to what is condemned. */
    HEEDS_NO_MARK,
    /** A run lists what is there, and only then what is condemned. */
    READS_MARKS_LAST,
    /** A run makes a snapshot when its time is over. */
    HEEDS_NO_TIMEOUT,
    /** A prune deletes what another has just condemned. */
    HEEDS_NO_GRACE,
    /** A prune deletes a mark, and only then what it condemned. */
    DELETES_MARKS_FIRST;

    private static final String FOLDER = "bucket/b/";
    private static final String CONDEMNED = FOLDER + "condemned/";
    private static final String DATA = FOLDER + "data/";
    private static final String SEGMENTS = FOLDER + "segments/";

    /** The store as a run with this flaw sees it. */
    ObjectStore ofRun(ObjectStore store) {
        return switch (this) {
            case HEEDS_NO_MARK -> new NoMarks(store);
            case READS_MARKS_LAST -> new MarksLast(store);
            default -> store;
        };
    }

    /** The store as a prune with this flaw sees it. */
    ObjectStore ofPrune(ObjectStore store) {
        return switch (this) {
            case HEEDS_NO_GRACE -> new OldMarks(store);
            case DELETES_MARKS_FIRST -> new MarksGoFirst(store);
            default -> store;
        };
    }

    private static final class NoMarks extends OtherStore {
        NoMarks(ObjectStore store) {
            super(store);
        }

        @Override
        public void list(String prefix, Consumer<StoredObject> each) {
            if (!prefix.equals(CONDEMNED)) {
                super.list(prefix, each);
            }
        }
    }

    private static final class MarksLast extends OtherStore {
        private final List<StoredObject> data = new ArrayList<>();
        private final List<StoredObject> segments = new ArrayList<>();

        MarksLast(ObjectStore store) {
            super(store);
        }

        @Override
        public void list(String prefix, Consumer<StoredObject> each) {
            if (prefix.equals(CONDEMNED)) {
                super.list(DATA, data::add);
                super.list(SEGMENTS, segments::add);
            }
            if (prefix.equals(DATA)) {
                data.forEach(each);
            } else if (prefix.equals(SEGMENTS)) {
                segments.forEach(each);
            } else {
                super.list(prefix, each);
            }
        }
    }

    private static final class OldMarks extends OtherStore {
        OldMarks(ObjectStore store) {
            super(store);
        }

        @Override
        public Optional<Instant> storedAt(String key) {
            return super.storedAt(key).map(time -> key.startsWith(CONDEMNED) ? Instant.EPOCH : time);
        }
    }

    private static final class MarksGoFirst extends OtherStore {
        MarksGoFirst(ObjectStore store) {
            super(store);
        }

        @Override
        public void delete(String key) {
            if (key.startsWith(DATA) || key.startsWith(SEGMENTS)) {
                super.delete(CONDEMNED + key.substring(FOLDER.length()));
            }
            super.delete(key);
        }
    }
}
