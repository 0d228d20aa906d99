package dev.seaworthy.cdn.varnish;

import dev.seaworthy.cdn.Purge;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * One request of a purge, to each node. Immutable.
 *
 * @param target path and query
 * @param header the one that says what is meant
 * @param answer what a node answers in {@code Purged}
 * @param purge what it purges
 */
record PurgeCall(String method, String target, String header, String value, String answer, Purge purge) {
    /** Varnish takes a header of 8 kB by default. */
    private static final int MOST_CHARACTERS = 6_000;

    static List<PurgeCall> of(Purge purge) {
        if (purge instanceof Purge.Urls urls) {
            return urls.urls().stream().map(PurgeCall::url).toList();
        }
        if (purge instanceof Purge.Variants variants) { // a purge of Varnish's drops all variants of a URL
            return variants.variants().stream()
                    .map(Purge.Variant::url)
                    .distinct()
                    .map(PurgeCall::url)
                    .toList();
        }
        if (purge instanceof Purge.Tags tags) {
            return bans(tags.tags(), "Ban-Tags", "tags", Ban::tags, Purge.Tags::new);
        }
        if (purge instanceof Purge.Hosts hosts) {
            return bans(hosts.hosts(), "Ban-Urls", "urls", Ban::hosts, Purge.Hosts::new);
        }
        if (purge instanceof Purge.Prefixes prefixes) {
            return bans(prefixes.prefixes(), "Ban-Urls", "urls", Ban::prefixes, Purge.Prefixes::new);
        }
        return List.of(new PurgeCall("BAN", "/", "Ban-Everything", "yes", "everything", purge));
    }

    /** What these calls purge together. */
    static Purge together(List<PurgeCall> calls) {
        Purge first = calls.get(0).purge();
        if (first instanceof Purge.Urls) {
            return new Purge.Urls(things(calls, purge -> ((Purge.Urls) purge).urls()));
        }
        if (first instanceof Purge.Tags) {
            return new Purge.Tags(things(calls, purge -> ((Purge.Tags) purge).tags()));
        }
        if (first instanceof Purge.Hosts) {
            return new Purge.Hosts(things(calls, purge -> ((Purge.Hosts) purge).hosts()));
        }
        return first instanceof Purge.Prefixes
                ? new Purge.Prefixes(things(calls, purge -> ((Purge.Prefixes) purge).prefixes()))
                : first;
    }

    private static <T> List<T> things(List<PurgeCall> calls, Function<Purge, List<T>> names) {
        return calls.stream()
                .flatMap(call -> names.apply(call.purge()).stream())
                .toList();
    }

    private static PurgeCall url(URI url) {
        URI sent = URI.create(url.toASCIIString());
        String path = sent.getRawPath().isEmpty() ? "/" : sent.getRawPath();
        String query = sent.getRawQuery() == null ? "" : "?" + sent.getRawQuery();
        String host = sent.getRawAuthority().toLowerCase(Locale.ROOT);
        return new PurgeCall("PURGE", path + query, "Purge-Host", host, "url", new Purge.Urls(List.of(url)));
    }

    /** As few bans as fit into a header, since each object is held against each of them. */
    private static List<PurgeCall> bans(
            List<String> names,
            String header,
            String answer,
            Function<Collection<String>, String> regex,
            Function<List<String>, Purge> kind) {
        List<PurgeCall> calls = new ArrayList<>();
        List<String> batch = new ArrayList<>();
        for (String name : names) {
            batch.add(name);
            if (batch.size() > 1 && regex.apply(batch).length() > MOST_CHARACTERS) {
                batch.remove(batch.size() - 1);
                calls.add(new PurgeCall("BAN", "/", header, regex.apply(batch), answer, kind.apply(batch)));
                batch = new ArrayList<>(List.of(name));
            }
        }
        calls.add(new PurgeCall("BAN", "/", header, regex.apply(batch), answer, kind.apply(batch)));
        return calls;
    }
}
