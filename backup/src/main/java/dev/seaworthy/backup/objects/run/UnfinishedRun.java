package dev.seaworthy.backup.objects.run;

import dev.seaworthy.backup.objects.repository.Segments;
import dev.seaworthy.backup.objects.source.SourceObject;
import dev.seaworthy.backup.store.StoreException;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segments of a run that was killed or has failed, one in memory, asked by ascending keys. One thread at a time.
 */
final class UnfinishedRun {
    private static final Logger LOG = LoggerFactory.getLogger(UnfinishedRun.class);

    private final Segments segments;
    private final Present present;
    private final Iterator<String> rest;
    private @Nullable SegmentCursor current;

    /** @param keys of its segments, in their order */
    UnfinishedRun(Segments segments, Present present, List<String> keys) {
        this.segments = segments;
        this.present = present;
        this.rest = keys.iterator();
    }

    Optional<Kept> find(SourceObject object) throws IOException {
        while ((current == null || current.endsBefore(object.key())) && rest.hasNext()) {
            current = read(rest.next());
        }
        SegmentCursor cursor = current;
        return cursor == null ? Optional.empty() : cursor.at(object.key()).flatMap(entry -> cursor.keep(entry, object));
    }

    private @Nullable SegmentCursor read(String key) throws IOException {
        try {
            return new SegmentCursor(segments.read(key), present);
        } catch (StoreException e) {
            Workers.requireNotInterrupted();
            LOG.warn("What an unfinished run has stored is read again, since its segment {} cannot be read", key, e);
            return null;
        }
    }
}
