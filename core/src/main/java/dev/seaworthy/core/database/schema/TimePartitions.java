package dev.seaworthy.core.database.schema;

import dev.seaworthy.core.database.postgres.TableName;
import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Range partitions of a table by a time, made ahead of it (PostgreSQL documentation, "Table Partitioning"). Immutable.
 *
 * <p>The time is a {@code timestamptz}, whose partitions begin and end by UTC, or a {@code timestamp} or {@code date},
 * which is taken as it is. A partition is recognised by its bounds, whatever its name.
 */
public final class TimePartitions {
    /** How many partitions there are ahead of time unless told otherwise: {@value}. */
    public static final int DEFAULT_AHEAD = 4;

    private final TableName table;
    private final String column;
    private final CalendarInterval interval;
    private final @Nullable LocalDate start;
    private final int ahead;
    private final @Nullable Period retention;
    private final boolean drops;

    private TimePartitions(Builder builder, String column, CalendarInterval interval) {
        this.table = builder.table;
        this.column = column;
        this.interval = interval;
        this.start = builder.start;
        this.ahead = builder.ahead;
        this.retention = builder.drop != null ? builder.drop : builder.detach;
        this.drops = builder.drop != null;
    }

    /** Partitions of a table: {@code content_archive}, or {@code app.events}; see {@link TableName#of}. */
    public static Builder of(String table) {
        return new Builder(TableName.of(table));
    }

    public TableName table() {
        return table;
    }

    /** The time that decides on the partition of a row. */
    public String column() {
        return column;
    }

    public CalendarInterval interval() {
        return interval;
    }

    /** A day of the first partition; empty for that of the day of the first plan. */
    public Optional<LocalDate> start() {
        return Optional.ofNullable(start);
    }

    /** How many whole partitions there are after that of now. */
    public int ahead() {
        return ahead;
    }

    /** How old the end of a partition may get, by the calendar in UTC; empty for ever. */
    public Optional<Period> retention() {
        return Optional.ofNullable(retention);
    }

    /** Whether a partition that is too old is dropped with its rows; otherwise it is detached and stays as a table. */
    public boolean drops() {
        return drops;
    }

    @Override
    public String toString() {
        return "partitions of " + table;
    }

    /** What must be given: a time and an interval. One thread at a time. */
    public static final class Builder {
        private final TableName table;
        private @Nullable String column;
        private @Nullable CalendarInterval interval;
        private @Nullable LocalDate start;
        private int ahead = DEFAULT_AHEAD;
        private @Nullable Period detach;
        private @Nullable Period drop;

        private Builder(TableName table) {
            this.table = table;
        }

        /** The time that decides on the partition of a row. */
        public Builder by(String timeColumn) {
            column = timeColumn;
            return this;
        }

        public Builder every(CalendarInterval length) {
            interval = length;
            return this;
        }

        /** A day of the first partition. */
        public Builder startingAt(LocalDate day) {
            start = day;
            return this;
        }

        /** How many whole partitions there are after that of now; {@value TimePartitions#DEFAULT_AHEAD} by default. */
        public Builder ahead(int partitions) {
            ahead = partitions;
            return this;
        }

        /** A partition whose end is older is detached, by a dangerous change, and stays as a table of its own. */
        public Builder detachAfter(Period age) {
            detach = age;
            return this;
        }

        /** A partition whose end is older is dropped with its rows, by a dangerous change. */
        public Builder dropAfter(Period age) {
            drop = age;
            return this;
        }

        /**
         * The declaration.
         *
         * @throws IllegalArgumentException that lists all that is missing or does not fit
         */
        public TimePartitions build() {
            Problems problems = new Problems("partitioning of " + table);
            problems.check(column != null, "has no time: by(…)");
            problems.check(interval != null, "has no interval: every(…)");
            problems.check(ahead >= 1 && ahead <= 366, "must have 1 to 366 partitions ahead of time, not " + ahead);
            problems.check(detach == null || drop == null, "either detaches or drops, not both");
            problems.check(
                    start == null || (start.getYear() >= 1 && start.getYear() <= 9999),
                    "must start in a year from 1 to 9999, not " + start);
            problems.check(isPast(detach) && isPast(drop), "must keep rows for a day or longer");
            problems.throwIfAny();
            return new TimePartitions(
                    this, java.util.Objects.requireNonNull(column), java.util.Objects.requireNonNull(interval));
        }

        private static boolean isPast(@Nullable Period age) {
            return age == null || (!age.isZero() && age.getYears() >= 0 && age.getMonths() >= 0 && age.getDays() >= 0);
        }
    }
}
