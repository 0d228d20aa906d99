package dev.seaworthy.core.database.schema;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** How long one partition of a table is, by the calendar. */
public enum CalendarInterval {
    DAY,
    /** A week of ISO 8601: it begins on a Monday, and the year of its number has 52 of them or 53. */
    WEEK,
    MONTH,
    QUARTER;

    /** The first day of the interval that holds {@code day}. */
    public LocalDate start(LocalDate day) {
        return switch (this) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
            case QUARTER -> day.with(IsoFields.DAY_OF_QUARTER, 1);
        };
    }

    /** The first day after the interval that begins with {@code start}. */
    public LocalDate end(LocalDate start) {
        return switch (this) {
            case DAY -> start.plusDays(1);
            case WEEK -> start.plusWeeks(1);
            case MONTH -> start.plusMonths(1);
            case QUARTER -> start.plusMonths(3);
        };
    }

    /** What a name says of it: {@code 2024_01_31}, {@code 2024_w05}, {@code 2024_01}, {@code 2024_q1}. */
    public String label(LocalDate start) {
        return switch (this) {
            case DAY -> text("%04d_%02d_%02d", start.getYear(), start.getMonthValue(), start.getDayOfMonth());
            case WEEK ->
                text("%04d_w%02d", start.get(IsoFields.WEEK_BASED_YEAR), start.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case MONTH -> text("%04d_%02d", start.getYear(), start.getMonthValue());
            case QUARTER -> text("%04d_q%d", start.getYear(), start.get(IsoFields.QUARTER_OF_YEAR));
        };
    }

    private static String text(String format, Object... numbers) {
        return String.format(Locale.ROOT, format, numbers);
    }
}
