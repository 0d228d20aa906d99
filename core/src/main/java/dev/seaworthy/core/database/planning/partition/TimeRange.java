package dev.seaworthy.core.database.planning.partition;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A range of times: in UTC, or of no zone. Immutable.
 *
 * @param from in it; {@link LocalDateTime#MIN} for no beginning
 * @param to after it; {@link LocalDateTime#MAX} for no end
 */
record TimeRange(LocalDateTime from, LocalDateTime to) {
    boolean overlaps(TimeRange other) {
        return from.isBefore(other.to) && other.from.isBefore(to);
    }

    boolean contains(LocalDateTime time) {
        return !time.isBefore(from) && time.isBefore(to);
    }

    /** What is left of it without {@code others}, in order. */
    List<TimeRange> without(Collection<TimeRange> others) {
        List<TimeRange> rest = new ArrayList<>();
        LocalDateTime reached = from;
        for (TimeRange other : sorted(others)) {
            if (!overlaps(other)) {
                continue;
            }
            if (other.from.isAfter(reached)) {
                rest.add(new TimeRange(reached, other.from));
            }
            reached = other.to.isAfter(reached) ? other.to : reached;
        }
        if (reached.isBefore(to)) {
            rest.add(new TimeRange(reached, to));
        }
        return rest;
    }

    static List<TimeRange> sorted(Collection<TimeRange> ranges) {
        return ranges.stream().sorted(Comparator.comparing(TimeRange::from)).toList();
    }

    /** {@code 2024-01-01T00:00 to 2024-04-01T00:00}. */
    @Override
    public String toString() {
        return from + " to " + to;
    }
}
