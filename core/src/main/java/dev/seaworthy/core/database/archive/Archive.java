package dev.seaworthy.core.database.archive;

import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.core.database.sql.Identifier;
import java.time.Period;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a table belong into which other table, once they are old. Immutable.
 *
 * <p>A row is eligible if its time is before the cut-off, which is {@code age} before now by the calendar in UTC, and
 * if it meets the predicate. A row without a time is never eligible.
 *
 * @param timeColumn of the source: {@code timestamptz}, {@code timestamp} (read as UTC) or {@code date} (a day in UTC)
 * @param age a day to a thousand years
 * @param predicate SQL on the source's columns, as an index predicate may be: immutable, without a subquery
 */
public record Archive(TableName source, TableName target, String timeColumn, Period age, String predicate) {
    /** The predicate of an archive for rows of every kind: {@value}. */
    public static final String EVERY_ROW = "true";

    private static final long MOST_MONTHS = 12_000;

    public Archive {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(target, "target");
        require(!source.equals(target), "an archive needs a table apart from its source: " + source);
        require(Identifier.fits(timeColumn), "time column must have 1 to 63 bytes: " + timeColumn);
        require(isPast(age), "age of an archive must be a day to a thousand years: " + age);
        PredicateText.check(predicate);
    }

    /** An archive of {@code source}, named as {@link TableName#of(String)} reads it. */
    public static Builder of(String source) {
        return of(TableName.of(source));
    }

    public static Builder of(TableName source) {
        return new Builder(source);
    }

    private static boolean isPast(Period age) {
        boolean forward = age.getYears() >= 0 && age.getMonths() >= 0 && age.getDays() >= 0 && !age.isZero();
        return forward && age.toTotalMonths() <= MOST_MONTHS && age.getDays() <= MOST_MONTHS * 31;
    }

    private static void require(boolean met, String message) {
        if (!met) {
            throw new IllegalArgumentException(message);
        }
    }

    /** What must be given: a target, a time column and an age. One thread at a time. */
    public static final class Builder {
        private final TableName source;
        private @Nullable TableName target;
        private @Nullable String timeColumn;
        private @Nullable Period age;
        private String predicate = EVERY_ROW;

        private Builder(TableName source) {
            this.source = Objects.requireNonNull(source, "source");
        }

        /** Where the rows go, named as {@link TableName#of(String)} reads it. */
        public Builder into(String targetTable) {
            return into(TableName.of(targetTable));
        }

        public Builder into(TableName targetTable) {
            target = targetTable;
            return this;
        }

        /** The column that says how old a row is. */
        public Builder by(String column) {
            timeColumn = column;
            return this;
        }

        public Builder olderThan(Period leastAge) {
            age = leastAge;
            return this;
        }

        /** What a row must meet besides; {@value Archive#EVERY_ROW} by default. */
        public Builder where(String sql) {
            predicate = sql;
            return this;
        }

        public Archive build() {
            if (target == null || timeColumn == null || age == null) {
                throw new IllegalArgumentException("archive of " + source + " needs into, by and olderThan");
            }
            return new Archive(source, target, timeColumn, age, predicate);
        }
    }
}
