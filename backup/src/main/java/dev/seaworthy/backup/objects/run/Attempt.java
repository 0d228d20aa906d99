package dev.seaworthy.backup.objects.run;

import dev.seaworthy.backup.objects.repository.Layout;
import java.util.Comparator;

/**
 * One of several attempts at one shard of a backup, by which the numbers of what it stores differ from those of all
 * others: 1,000 and the shard, four digits of the attempt, eight of its own.
 *
 * @param shard from 0
 * @param number from 1
 */
public record Attempt(int shard, int number) {
    /** How many shards a backup can have. */
    public static final int MOST_SHARDS = 1000;

    /** How often a shard can be tried. */
    public static final int MOST_ATTEMPTS = 9999;

    /**
     * The order in which keys of segments of one run are asked by ascending keys of objects: a later attempt goes on
     * with what the ones before have stored, so it has all that they have up to where it ended, and they the rest.
     */
    static final Comparator<String> ORDER = Comparator.comparingInt(Attempt::shardOf)
            .thenComparing(Attempt::numberOf, Comparator.reverseOrder())
            .thenComparing(Comparator.naturalOrder());

    private static final long OWN = 100_000_000L;
    private static final long FIRST_SHARD = 1000;

    public Attempt {
        if (shard < 0 || shard >= MOST_SHARDS || number < 1 || number > MOST_ATTEMPTS) {
            throw new IllegalArgumentException("no attempt " + number + " at shard " + shard + " can be");
        }
    }

    /** After which the numbers of what it stores begin. */
    public long numbers() {
        return ((FIRST_SHARD + shard) * (MOST_ATTEMPTS + 1) + number) * OWN;
    }

    /** The shard that stored a content or a segment, by its key; negative if it is of a run without shards. */
    static int shardOf(String key) {
        return (int) (Layout.numberOf(key) / OWN / (MOST_ATTEMPTS + 1) - FIRST_SHARD);
    }

    private static int numberOf(String key) {
        return (int) (Layout.numberOf(key) / OWN % (MOST_ATTEMPTS + 1));
    }
}
