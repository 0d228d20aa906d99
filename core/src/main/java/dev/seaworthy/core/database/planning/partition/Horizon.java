package dev.seaworthy.core.database.planning.partition;

import dev.seaworthy.core.database.schema.CalendarInterval;
import dev.seaworthy.core.database.schema.TimePartitions;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From when to when there shall be partitions. Immutable.
 *
 * @param first the first day of the first
 * @param end the first day after the last
 * @param cutOff what ends then or before is too old
 */
record Horizon(CalendarInterval interval, LocalDate first, LocalDate end, Optional<LocalDateTime> cutOff) {
    /** More intervals than this are taken for a mistake: {@value}. */
    static final int MOST = 10_000;

    static Horizon of(TimePartitions declared, LocalDateTime now) {
        CalendarInterval interval = declared.interval();
        Optional<LocalDateTime> cutOff = declared.retention().map(now::minus);
        LocalDate today = interval.start(now.toLocalDate());
        LocalDate first = interval.start(declared.start().orElse(today));
        LocalDate oldest =
                cutOff.map(time -> interval.start(time.toLocalDate())).orElse(first);
        return new Horizon(
                interval,
                first.isBefore(oldest) ? oldest : first,
                after(interval, today, declared.ahead() + 1),
                cutOff);
    }

    /** The same with another first day. */
    Horizon startingAt(LocalDate day) {
        return new Horizon(interval, day, end, cutOff);
    }

    /** At most {@link #MOST} and one. */
    List<TimeRange> intervals() {
        List<TimeRange> intervals = new ArrayList<>();
        LocalDate start = first;
        while (start.isBefore(end) && intervals.size() <= MOST) {
            LocalDate next = interval.end(start);
            intervals.add(new TimeRange(start.atStartOfDay(), next.atStartOfDay()));
            start = next;
        }
        return intervals;
    }

    /** Whether a range has ended so long ago that it need not be kept. */
    boolean isTooOld(TimeRange range) {
        return cutOff.filter(time -> !range.to().isAfter(time)).isPresent();
    }

    /** The end of the interval of {@code start}, or of one of those that follow. */
    static LocalDate after(CalendarInterval interval, LocalDate start, int intervals) {
        LocalDate end = start;
        for (int i = 0; i < intervals; i++) {
            end = interval.end(end);
        }
        return end;
    }
}
