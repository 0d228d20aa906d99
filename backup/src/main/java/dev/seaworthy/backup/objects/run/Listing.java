package dev.seaworthy.backup.objects.run;

import dev.seaworthy.backup.objects.source.KeyRange;
import dev.seaworthy.backup.objects.source.ObjectSource;
import dev.seaworthy.backup.objects.source.SourceObject;
import dev.seaworthy.backup.store.StoreException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The objects of a source, listed ahead by a worker. One thread at a time. */
final class Listing {
    /** As many as S3 tells in a page. */
    private static final int PAGE = 1000;

    private static final int PAGES_AHEAD = 4;

    private final Workers workers;
    private final BlockingQueue<List<SourceObject>> pages = new ArrayBlockingQueue<>(PAGES_AHEAD);
    private Iterator<SourceObject> page = List.<SourceObject>of().iterator();
    private @Nullable SourceObject next;
    private String last = "";
    private boolean ended;

    Listing(Workers workers, ObjectSource source, KeyRange range) {
        this.workers = workers;
        workers.startListing(() -> {
            try {
                list(source, range);
            } catch (Throwable e) {
                workers.fail(e);
                wake();
                throw e;
            }
            return true;
        });
    }

    /** Where there is no room, nobody waits. */
    private void wake() {
        boolean unused = pages.offer(List.of());
    }

    private void list(ObjectSource source, KeyRange range) throws InterruptedException {
        try (Stream<SourceObject> objects = source.list(range)) {
            Iterator<SourceObject> all = objects.iterator();
            List<SourceObject> filled = new ArrayList<>(PAGE);
            while (all.hasNext()) {
                filled.add(all.next());
                if (filled.size() == PAGE) {
                    pages.put(filled);
                    filled = new ArrayList<>(PAGE);
                }
            }
            if (!filled.isEmpty()) {
                pages.put(filled);
            }
            pages.put(List.of());
        }
    }

    /** The next object, once, if it is in the range. */
    Optional<SourceObject> next(KeyRange range) throws IOException {
        if (next == null && !ended) {
            next = fetch();
        }
        Optional<SourceObject> within = Optional.ofNullable(next).filter(object -> range.contains(object.key()));
        if (within.isPresent()) {
            next = null;
        }
        return within;
    }

    private @Nullable SourceObject fetch() throws IOException {
        try {
            if (!page.hasNext()) {
                page = pages.take().iterator();
            }
        } catch (InterruptedException e) {
            throw Workers.interrupted();
        }
        if (!page.hasNext()) {
            workers.requireNoFailure();
            ended = true;
            return null;
        }
        SourceObject object = page.next();
        if (KeyRange.ORDER.compare(object.key(), last) <= 0) {
            throw new StoreException(
                    object.key(), "The source lists its objects in another order than that of their keys", null);
        }
        last = object.key();
        return object;
    }
}
