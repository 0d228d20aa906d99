package dev.seaworthy.backup.objects.reading;

import dev.seaworthy.backup.objects.repository.ContentIds;
import dev.seaworthy.backup.objects.repository.Entry;
import dev.seaworthy.backup.objects.source.ObjectContent;
import dev.seaworthy.backup.objects.source.ObjectMetadata;
import dev.seaworthy.backup.objects.source.ObjectTarget;
import dev.seaworthy.backup.objects.source.SourceObject;
import dev.seaworthy.backup.store.StoreException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.TreeMap;

/**
 * Whether a target has an object already. What costs nothing is asked first: an equal listing, which means an equal
 * object; then its metadata and its version, which means an equal content of one key; and last its content.
 */
final class TargetCheck {
    private static final String CONTENT_TYPE = "content-type";

    private final ObjectTarget target;
    private final ContentIds ids;
    private final boolean readsContents;

    /** @param readsContents believes no listing */
    TargetCheck(ObjectTarget target, ContentIds ids, boolean readsContents) {
        this.target = target;
        this.ids = ids;
        this.readsContents = readsContents;
    }

    /** Whether the listing tells that it is the same. */
    boolean isSame(Entry entry, SourceObject present) {
        return !readsContents && !present.version().isEmpty() && present.equals(entry.object());
    }

    /** The same, asked of the object, which has the size; false if it cannot be read. */
    boolean isEqual(Entry entry, SourceObject present) throws InterruptedIOException {
        try (ObjectContent content = target.open(entry.object().key())) {
            return isEqual(entry.metadata(), content.metadata())
                    && (isOfVersion(entry, present) || isEqual(entry, content));
        } catch (InterruptedIOException e) {
            throw e;
        } catch (StoreException | IOException e) {
            return false;
        }
    }

    /**
     * A target that shows no metadata at all keeps none, and cannot be made equal; nor can one that gives a type to
     * what has none.
     */
    private static boolean isEqual(ObjectMetadata wanted, ObjectMetadata present) {
        if (present.equals(ObjectMetadata.NONE)) {
            return true;
        }
        TreeMap<String, String> headers = new TreeMap<>(present.headers());
        if (!wanted.headers().containsKey(CONTENT_TYPE)) {
            headers.remove(CONTENT_TYPE);
        }
        return headers.equals(wanted.headers())
                && present.user().equals(wanted.user())
                && present.tags().equals(wanted.tags());
    }

    private boolean isOfVersion(Entry entry, SourceObject present) {
        return !readsContents
                && !present.version().isEmpty()
                && present.version().equals(entry.object().version());
    }

    private boolean isEqual(Entry entry, ObjectContent content) throws IOException {
        CheckedContent.of(entry, ids, content).transferTo(OutputStream.nullOutputStream());
        return true;
    }
}
