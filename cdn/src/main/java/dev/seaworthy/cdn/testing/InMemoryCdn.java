package dev.seaworthy.cdn.testing;

import dev.seaworthy.cdn.CdnClient;
import dev.seaworthy.cdn.CdnException;
import dev.seaworthy.cdn.Purge;
import dev.seaworthy.cdn.PurgeReceipt;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A CDN that remembers which URLs it has a copy of. Safe for use by many threads. */
public final class InMemoryCdn implements CdnClient {
    private final Map<URI, Set<String>> tagsByUrl = new LinkedHashMap<>();
    private final List<Purge> purges = new ArrayList<>();
    private final Deque<CdnException> failures = new ArrayDeque<>();

    /** Empty. */
    public InMemoryCdn() {}

    /** Caches a URL, whose answer had these cache tags. */
    public synchronized void put(String url, String... tags) {
        tagsByUrl.put(URI.create(url), Set.of(tags));
    }

    /** The URLs that a visitor would get from the cache, in the order in which they came. */
    public synchronized Set<URI> cached() {
        return new LinkedHashSet<>(tagsByUrl.keySet());
    }

    /** What was purged with success, in order. */
    public synchronized List<Purge> purges() {
        return List.copyOf(purges);
    }

    /** Lets one further purge fail, and drop nothing. Several of them wait in line. */
    public synchronized void failNext(CdnException failure) {
        failures.add(Objects.requireNonNull(failure, "failure"));
    }

    @Override
    public synchronized PurgeReceipt purge(Purge purge) {
        Objects.requireNonNull(purge, "purge");
        CdnException failure = failures.poll();
        if (failure != null) {
            throw failure;
        }
        purges.add(purge);
        tagsByUrl.entrySet().removeIf(copy -> names(purge, copy.getKey(), copy.getValue()));
        return new PurgeReceipt(List.of("purge-" + purges.size()));
    }

    private static boolean names(Purge purge, URI url, Set<String> itsTags) {
        if (purge instanceof Purge.Urls urls) {
            return urls.urls().contains(url);
        }
        if (purge instanceof Purge.Variants variants) {
            return variants.variants().stream()
                    .anyMatch(variant -> variant.url().equals(url));
        }
        if (purge instanceof Purge.Tags tags) {
            return tags.tags().stream().anyMatch(itsTags::contains);
        }
        if (purge instanceof Purge.Hosts hosts) {
            return hosts.hosts().contains(url.getHost());
        }
        if (purge instanceof Purge.Prefixes prefixes) {
            return prefixes.prefixes().stream().anyMatch((url.getHost() + url.getRawPath())::startsWith);
        }
        return true;
    }
}
