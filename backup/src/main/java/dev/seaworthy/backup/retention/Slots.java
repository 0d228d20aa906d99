package dev.seaworthy.backup.retention;

import dev.seaworthy.backup.retention.Reason.Kind;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The name of the slot that a time falls in: a period of the calendar. */
final class Slots {
    /** Not by letters, whose weeks are those of a locale. */
    private static final DateTimeFormatter WEEK = new DateTimeFormatterBuilder()
            .appendValue(IsoFields.WEEK_BASED_YEAR, 4, 10, SignStyle.EXCEEDS_PAD)
            .appendLiteral("-W")
            .appendValue(IsoFields.WEEK_OF_WEEK_BASED_YEAR, 2)
            .toFormatter(Locale.ROOT);

    /** An hour that a clock which is put back has twice is two, by its offset. */
    private static final Map<Kind, DateTimeFormatter> NAMES = Map.of(
            Kind.HOURLY, named("uuuu-MM-dd'T'HHXXX"),
            Kind.DAILY, named("uuuu-MM-dd"),
            Kind.WEEKLY, WEEK,
            Kind.MONTHLY, named("uuuu-MM"),
            Kind.YEARLY, named("uuuu"));

    private Slots() {}

    private static DateTimeFormatter named(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
    }

    static String name(Kind rule, ZonedDateTime time) {
        String name = Objects.requireNonNull(NAMES.get(rule), "rule").format(time);
        return name.endsWith("Z") ? name.substring(0, name.length() - 1) : name;
    }
}
