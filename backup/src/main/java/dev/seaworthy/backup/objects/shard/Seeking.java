package dev.seaworthy.backup.objects.shard;

import dev.seaworthy.backup.objects.source.KeyRange;
import dev.seaworthy.backup.objects.source.ObjectSource;
import dev.seaworthy.backup.objects.source.SourceObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the keys of a bucket can be divided that was never backed up: it looks for the prefixes that keys have, and
 * takes those of one length for equally many. It lists a page at each look, and looks a few thousand times at most. One
 * thread.
 */
final class Seeking {
    private static final int MOST_LOOKS = 2000;
    private static final int LOOKS = 64;
    private static final int LOOKS_FOR_A_SHARD = 32;

    /** The last character: nearly all keys of a prefix come before it and this. */
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    private final ObjectSource source;
    private final int page;
    private int looks;

    /** @param page how many objects the source tells at one request; a prefix of fewer is not divided */
    Seeking(ObjectSource source, int page) {
        this.source = source;
        this.page = page;
    }

    /**
     * The keys that begin with a prefix, from one on to where the next of these begins.
     *
     * @param keys how many were seen
     * @param weight the share of all keys that it is taken for
     * @param isDivisible whether more may be there than was seen, under longer prefixes
     */
    private record Prefix(String text, String first, int keys, double weight, boolean isDivisible) {}

    /**
     * What one look has shown.
     *
     * @param keys how many have the prefix
     * @param next the first that has not
     */
    private record Look(int keys, Optional<String> next) {}

    /**
     * Keys that divide those there are.
     *
     * @param shards the most that there may be
     */
    List<String> boundaries(int shards) {
        looks = Math.min(MOST_LOOKS, LOOKS + LOOKS_FOR_A_SHARD * shards);
        List<Prefix> prefixes = new ArrayList<>();
        first(new KeyRange("", Optional.empty())).ifPresent(key -> prefixes.add(new Prefix("", key, page, 1, true)));
        Optional<Prefix> heaviest = heaviest(prefixes);
        while (looks > 0
                && heaviest.filter(prefix -> prefix.weight() > 1.0 / shards).isPresent()) {
            int place = prefixes.indexOf(heaviest.get());
            prefixes.remove(place);
            prefixes.addAll(place, divided(heaviest.get()));
            heaviest = heaviest(prefixes);
        }
        Boundaries boundaries = new Boundaries(shards, 1);
        for (int i = 0; i < prefixes.size(); i++) {
            Optional<String> next =
                    i + 1 < prefixes.size() ? Optional.of(prefixes.get(i + 1).first()) : Optional.empty();
            boundaries.pass(prefixes.get(i).weight(), next);
        }
        return boundaries.all();
    }

    private static Optional<Prefix> heaviest(List<Prefix> prefixes) {
        return prefixes.stream().filter(Prefix::isDivisible).max(Comparator.comparingDouble(Prefix::weight));
    }

    /** By the character that follows. What there are no more looks for stays undivided. */
    private List<Prefix> divided(Prefix whole) {
        Optional<String> last = whole.text().isEmpty() ? Optional.empty() : Optional.of(whole.text() + LAST);
        List<Prefix> parts = new ArrayList<>();
        Optional<String> next = Optional.of(whole.first());
        while (next.isPresent() && looks > 0) {
            String first = next.get();
            if (first.equals(whole.text())) {
                parts.add(new Prefix(first, first, 1, 0, false));
                next = first(new KeyRange(first, last));
            } else {
                String text = longer(whole.text(), first);
                Look look = look(new KeyRange(first, last), text);
                parts.add(new Prefix(text, first, look.keys(), 0, look.keys() == page));
                next = look.keys() == page ? first(new KeyRange(later(text + LAST, first), last)) : look.next();
            }
        }
        next.ifPresent(rest -> parts.add(new Prefix(whole.text(), rest, page, 0, false)));
        return weighed(parts, whole.weight());
    }

    private static String longer(String prefix, String key) {
        return key.substring(0, key.offsetByCodePoints(prefix.length(), 1));
    }

    private static String later(String a, String b) {
        return KeyRange.ORDER.compare(a, b) > 0 ? a : b;
    }

    /** Those of a page or more weigh the same, whatever they have, and others nothing beside them. */
    private List<Prefix> weighed(List<Prefix> parts, double weight) {
        boolean isLarge = parts.stream().anyMatch(part -> part.keys() == page);
        double total = parts.stream().mapToInt(part -> counted(part, isLarge)).sum();
        return parts.stream()
                .map(part -> new Prefix(
                        part.text(),
                        part.first(),
                        part.keys(),
                        weight * counted(part, isLarge) / total,
                        part.isDivisible()))
                .toList();
    }

    private int counted(Prefix part, boolean isLarge) {
        return isLarge && part.keys() < page ? 0 : part.keys();
    }

    private Optional<String> first(KeyRange range) {
        looks--;
        try (Stream<SourceObject> objects = source.list(range)) {
            return objects.findFirst().map(SourceObject::key);
        }
    }

    /** From the key after one that has the prefix. */
    private Look look(KeyRange range, String prefix) {
        looks--;
        try (Stream<SourceObject> objects = source.list(range)) {
            Iterator<SourceObject> all = objects.iterator();
            int keys = 1;
            while (keys < page && all.hasNext()) {
                String key = all.next().key();
                if (!key.startsWith(prefix)) {
                    return new Look(keys, Optional.of(key));
                }
                keys++;
            }
            return new Look(keys, Optional.empty());
        }
    }
}
