package dev.seaworthy.cdn;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What is to be purged, each name once, in the order in which it came. One thread at a time. */
final class PendingPurges {
    private final Set<URI> urls = new LinkedHashSet<>();
    private final Set<Purge.Variant> variants = new LinkedHashSet<>();
    private final Set<String> tags = new LinkedHashSet<>();
    private final Set<String> hosts = new LinkedHashSet<>();
    private final Set<String> prefixes = new LinkedHashSet<>();
    private boolean everything;

    int size() {
        return everything ? 1 : urls.size() + variants.size() + tags.size() + hosts.size() + prefixes.size();
    }

    boolean isEmpty() {
        return size() == 0;
    }

    /** Whether there is room, however much of it is waiting already. */
    boolean fits(Purge purge, int capacity) {
        return everything
                || purge instanceof Purge.Everything
                || size() + names(purge).size() <= capacity;
    }

    private static Collection<?> names(Purge purge) {
        if (purge instanceof Purge.Urls some) {
            return some.urls();
        }
        if (purge instanceof Purge.Variants some) {
            return some.variants();
        }
        if (purge instanceof Purge.Tags some) {
            return some.tags();
        }
        if (purge instanceof Purge.Hosts some) {
            return some.hosts();
        }
        return purge instanceof Purge.Prefixes some ? some.prefixes() : List.of();
    }

    void add(Purge purge) {
        if (purge instanceof Purge.Urls some) {
            urls.addAll(some.urls());
        } else if (purge instanceof Purge.Variants some) {
            variants.addAll(some.variants());
        } else if (purge instanceof Purge.Tags some) {
            tags.addAll(some.tags());
        } else if (purge instanceof Purge.Hosts some) {
            hosts.addAll(some.hosts());
        } else if (purge instanceof Purge.Prefixes some) {
            prefixes.addAll(some.prefixes());
        } else {
            everything = true;
        }
    }

    /** All of it, a purge of each kind; everything makes the others needless. Nothing is left. */
    List<Purge> take() {
        List<Purge> all = new ArrayList<>();
        if (everything) {
            all.add(Purge.everything());
        } else {
            add(all, urls, Purge.Urls::new);
            add(all, variants, Purge.Variants::new);
            add(all, tags, Purge.Tags::new);
            add(all, hosts, Purge.Hosts::new);
            add(all, prefixes, Purge.Prefixes::new);
        }
        List.of(urls, variants, tags, hosts, prefixes).forEach(Set::clear);
        everything = false;
        return all;
    }

    private static <T> void add(List<Purge> all, Set<T> names, Function<List<T>, Purge> kind) {
        if (!names.isEmpty()) {
            all.add(kind.apply(List.copyOf(names)));
        }
    }
}
