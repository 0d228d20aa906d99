package dev.seaworthy.core.database.plan;

import dev.seaworthy.core.database.postgres.TableName;
import java.time.Instant;

/**
 * How far the partitions of a table reach without a gap. Immutable.
 *
 * @param end of the last one that follows on that of now; now itself if there is none for now, and {@link Instant#MAX}
 *     for one without an end
 * @param ahead how many whole intervals lie between that of now and the end; -1 if there is no partition for now
 */
public record Runway(TableName table, Instant end, int ahead) {
    /** Whether rows find no partition within one interval. */
    public boolean isShort() {
        return ahead < 1;
    }

    /** {@code partitions of public.content_archive end at 2027-01-01T00:00:00Z: 0 intervals ahead}. */
    @Override
    public String toString() {
        return ahead < 0
                ? "partitions of " + table + ": there is none for now"
                : "partitions of " + table + " end at " + end + ": " + ahead
                        + (ahead == 1 ? " interval ahead" : " intervals ahead");
    }
}
