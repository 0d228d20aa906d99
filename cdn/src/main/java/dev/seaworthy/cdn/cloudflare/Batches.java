package dev.seaworthy.cdn.cloudflare;

import dev.seaworthy.cdn.Purge;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One purge, cut into as many as it takes for each to fit in one call. */
record Batches<T>(List<T> things, int size, Function<List<T>, Purge> kind) {
    private static final int THINGS_PER_CALL = 100;
    private static final int MOST_NAMED = 5;

    static Batches<?> of(Purge purge, int urlsPerCall) {
        if (purge instanceof Purge.Urls urls) {
            return new Batches<>(urls.urls(), urlsPerCall, Purge.Urls::new);
        }
        if (purge instanceof Purge.Tags tags) {
            return new Batches<>(tags.tags(), THINGS_PER_CALL, Purge.Tags::new);
        }
        if (purge instanceof Purge.Hosts hosts) {
            return new Batches<>(hosts.hosts(), THINGS_PER_CALL, Purge.Hosts::new);
        }
        if (purge instanceof Purge.Prefixes prefixes) {
            return new Batches<>(prefixes.prefixes(), THINGS_PER_CALL, Purge.Prefixes::new);
        }
        return new Batches<>(List.of("everything"), 1, everything -> purge);
    }

    int count() {
        return (things.size() + size - 1) / size;
    }

    Purge batch(int index) {
        return kind.apply(things.subList(index * size, Math.min(things.size(), (index + 1) * size)));
    }

    /** This batch and all after it, as one purge. */
    Purge from(int index) {
        return kind.apply(rest(index));
    }

    /** The first few names, without the query of a URL, and the number of the others. */
    String namesFrom(int index) {
        List<T> rest = rest(index);
        String few = rest.stream().limit(MOST_NAMED).map(Batches::withoutQuery).collect(Collectors.joining(", "));
        return rest.size() <= MOST_NAMED ? few : few + " and " + (rest.size() - MOST_NAMED) + " more";
    }

    private List<T> rest(int index) {
        return things.subList(index * size, things.size());
    }

    private static String withoutQuery(Object thing) {
        return thing.toString().replaceAll("\\?.*", "?…");
    }
}
