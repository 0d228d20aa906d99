package dev.seaworthy.backup.objects.reading;

import dev.seaworthy.backup.content.Measure;
import dev.seaworthy.backup.objects.repository.Segment;
import dev.seaworthy.backup.objects.snapshot.Sample;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which of the stored contents are verified: those that draw the lowest numbers, each by its key and a seed, so that no
 * list of them need be kept and the same seed chooses the same. Immutable.
 *
 * @param highest the highest number that is chosen, unsigned
 */
record Lot(long seed, long highest) {
    private static final long ALL = -1;
    private static final double NUMBERS = 0x1p64;
    private static final int HEX = 16;

    /** @param segments all of the snapshot, which are not read if every content is chosen */
    static Lot draw(Sample sample, long seed, Stream<Segment> segments) {
        if (sample.isAll()) {
            return new Lot(seed, ALL);
        }
        TreeSet<Long> lowest = new TreeSet<>(Long::compareUnsigned);
        boolean isCounted = sample.contents() != Long.MAX_VALUE;
        long most = isCounted ? sample.contents() : 1;
        segments.flatMap(segment -> segment.contents().keySet().stream()).forEach(key -> {
            lowest.add(number(key, seed));
            if (lowest.size() > most) {
                lowest.pollLast();
            }
        });
        if (lowest.isEmpty()) {
            return new Lot(seed, ALL);
        }
        return new Lot(seed, isCounted ? lowest.last() : atLeast(lowest.first(), sample.share()));
    }

    /** So that one is chosen of a few. */
    private static long atLeast(long lowest, double share) {
        long highest = unsigned(share * NUMBERS);
        return Long.compareUnsigned(lowest, highest) > 0 ? lowest : highest;
    }

    private static long unsigned(double number) {
        return number >= NUMBERS / 2 ? (long) (number - NUMBERS / 2) + Long.MIN_VALUE : (long) number;
    }

    boolean has(String key) {
        return Long.compareUnsigned(number(key, seed), highest) <= 0;
    }

    private static long number(String key, long seed) {
        byte[] text = (seed + " " + key).getBytes(StandardCharsets.UTF_8);
        return Long.parseUnsignedLong(Measure.of(text).sha256(), 0, HEX, HEX);
    }
}
