package dev.seaworthy.cdn.cloudflare.purging;

import dev.seaworthy.cdn.Purge;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a purge names, to be asked for in several calls. Immutable.
 *
 * @param byUrl whether they are URLs, for which another rate holds
 */
record Names<T>(List<T> things, boolean byUrl, Function<List<T>, Purge> kind) {
    private static final int MOST_TOLD = 5;

    Names {
        things = List.copyOf(things);
    }

    static Names<?> of(Purge purge) {
        if (purge instanceof Purge.Urls urls) {
            return new Names<>(urls.urls(), true, Purge.Urls::new);
        }
        if (purge instanceof Purge.Variants variants) {
            return new Names<>(variants.variants(), true, Purge.Variants::new);
        }
        if (purge instanceof Purge.Tags tags) {
            return new Names<>(tags.tags(), false, Purge.Tags::new);
        }
        if (purge instanceof Purge.Hosts hosts) {
            return new Names<>(hosts.hosts(), false, Purge.Hosts::new);
        }
        if (purge instanceof Purge.Prefixes prefixes) {
            return new Names<>(prefixes.prefixes(), false, Purge.Prefixes::new);
        }
        return new Names<>(List.of("everything"), false, everything -> purge);
    }

    boolean isEmpty() {
        return things.isEmpty();
    }

    int size() {
        return things.size();
    }

    Purge purge() {
        return kind.apply(things);
    }

    Names<T> none() {
        return new Names<>(List.of(), byUrl, kind);
    }

    /** As many as that, or all if there are fewer. */
    Names<T> first(int count) {
        return new Names<>(things.subList(0, Math.min(count, things.size())), byUrl, kind);
    }

    Names<T> after(int count) {
        return new Names<>(things.subList(Math.min(count, things.size()), things.size()), byUrl, kind);
    }

    Names<T> plus(Names<T> others) {
        return new Names<>(
                Stream.concat(things.stream(), others.things.stream()).toList(), byUrl, kind);
    }

    /** The first few, without the query of a URL, and the number of the others. */
    String told() {
        String few = things.stream().limit(MOST_TOLD).map(Names::told).collect(Collectors.joining(", "));
        return size() <= MOST_TOLD ? few : few + " and " + (size() - MOST_TOLD) + " more";
    }

    private static String told(Object thing) {
        Object shown = thing instanceof Purge.Variant variant
                ? variant.url() + " for " + variant.headers().keySet()
                : thing;
        return shown.toString().replaceAll("\\?\\S*", "?…");
    }
}
