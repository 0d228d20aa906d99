package dev.seaworthy.cdn;

import java.net.URI;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a CDN shall drop from its caches: one kind of thing, never two. Immutable.
 *
 * <p>What is named twice is purged once. A browser keeps its own copy whatever the CDN drops.
 */
public sealed interface Purge {
    /** Single URLs, each as the visitor's browser asked for it, with its query. */
    static Purge urls(Collection<URI> urls) {
        return new Urls(List.copyOf(urls));
    }

    /** Single URLs, each as the visitor's browser asked for it, with its query. */
    static Purge urls(String... urls) {
        return new Urls(Stream.of(urls).map(URI::create).toList());
    }

    /** Single URLs of which the CDN keeps several answers, by what the visitor sent. */
    static Purge variants(Variant... variants) {
        return new Variants(List.of(variants));
    }

    /** All that the origin sent with one of these values in {@code Cache-Tag}. */
    static Purge tags(String... tags) {
        return new Tags(List.of(tags));
    }

    /** All of these hosts: {@code www.example.com}. */
    static Purge hosts(String... hosts) {
        return new Hosts(List.of(hosts));
    }

    /** All below these prefixes, a host and a path without scheme: {@code www.example.com/blog}. */
    static Purge prefixes(String... prefixes) {
        return new Prefixes(List.of(prefixes));
    }

    /** The whole zone, every host of it. The origin meets the load of all visitors until the caches are full again. */
    static Purge everything() {
        return new Everything();
    }

    /** Single URLs: absolute, {@code http} or {@code https}, without user and fragment. */
    record Urls(List<URI> urls) implements Purge {
        public Urls {
            urls = PurgeRules.all("url", urls, PurgeRules::url);
        }
    }

    /** Single URLs, each with the headers of those visitors whose answer shall go. */
    record Variants(List<Variant> variants) implements Purge {
        public Variants {
            variants = PurgeRules.all("variant", variants, PurgeRules::variant);
        }
    }

    /**
     * A URL as certain visitors get it.
     *
     * @param headers by which the CDN tells its answers apart, for instance {@code Accept-Language: de}; of Cloudflare:
     *     {@code Accept-Language}, {@code CF-Device-Type} ({@code mobile}, {@code tablet}, {@code desktop}),
     *     {@code CF-IPCountry} and {@code Origin}
     */
    record Variant(URI url, Map<String, String> headers) {
        public Variant {
            Objects.requireNonNull(url, "url");
            headers = Collections.unmodifiableMap(new TreeMap<>(headers));
        }
    }

    /** Cache tags: no blanks, no commas. */
    record Tags(List<String> tags) implements Purge {
        public Tags {
            tags = PurgeRules.all("tag", tags, PurgeRules::tag);
        }
    }

    /** Host names, without scheme, port and path. */
    record Hosts(List<String> hosts) implements Purge {
        public Hosts {
            hosts = PurgeRules.all("host", hosts, PurgeRules::host);
        }
    }

    /** Hosts with the beginning of a path, without scheme and query. */
    record Prefixes(List<String> prefixes) implements Purge {
        public Prefixes {
            prefixes = PurgeRules.all("prefix", prefixes, PurgeRules::prefix);
        }
    }

    /** The whole zone. */
    record Everything() implements Purge {}
}
