package dev.seaworthy.backup.objects.source;

import dev.seaworthy.backup.store.StoreException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a range out of pages that are asked for one after the other, each when it is wanted. It ends with the
 * range, and refuses a store that lists in another order: what is compared by order would be missed. One thread.
 */
final class ObjectListing implements Iterator<SourceObject> {
    private final KeyRange range;
    private final Pages pages;
    private Iterator<SourceObject> page = List.<SourceObject>of().iterator();
    private Optional<String> token = Optional.empty();
    private boolean isLastPage;
    private @Nullable String last;
    private @Nullable SourceObject next;

    /** What answers with a page. */
    interface Pages {
        /**
         * Asks for a page.
         *
         * @param token what the page before said of this one; none for the first
         */
        Page page(Optional<String> token);
    }

    /** @param next how to ask for the page that follows; none if this is the last */
    record Page(List<SourceObject> objects, Optional<String> next) {}

    private ObjectListing(KeyRange range, Pages pages) {
        this.range = range;
        this.pages = pages;
    }

    static Stream<SourceObject> of(KeyRange range, Pages pages) {
        return stream(new ObjectListing(range, pages));
    }

    static Stream<SourceObject> stream(Iterator<SourceObject> objects) {
        int traits = Spliterator.ORDERED | Spliterator.DISTINCT | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(objects, traits), false);
    }

    @Override
    public boolean hasNext() {
        if (next == null) {
            next = find();
        }
        return next != null;
    }

    @Override
    public SourceObject next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        SourceObject found = next;
        next = null;
        return found;
    }

    private @Nullable SourceObject find() {
        while (page.hasNext() || !isLastPage) {
            if (!page.hasNext()) {
                turn();
                continue;
            }
            SourceObject object = page.next();
            requireOrder(object.key());
            if (range.contains(object.key())) {
                return object;
            }
            if (KeyRange.ORDER.compare(object.key(), range.after()) > 0) {
                isLastPage = true;
                page = List.<SourceObject>of().iterator();
            }
        }
        return null;
    }

    private void turn() {
        Page turned = pages.page(token);
        if (turned.next().isPresent() && turned.next().equals(token)) {
            throw new StoreException("", "The store's list comes to no end: a page is said to follow itself", null);
        }
        page = turned.objects().iterator();
        token = turned.next();
        isLastPage = token.isEmpty();
    }

    private void requireOrder(String key) {
        if (last != null && KeyRange.ORDER.compare(key, last) <= 0) {
            throw new StoreException(
                    key,
                    "The store lists " + key + " after " + last + ", which is not the order of their bytes in UTF-8",
                    null);
        }
        last = key;
    }
}
