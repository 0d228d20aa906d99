package dev.seaworthy.core.schedule.cron;

import dev.seaworthy.core.schedule.cron.Field.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Times by the clock on the wall of one zone, as crontab(5) writes them. Immutable.
 *
 * <p>Five fields, or six with seconds first, or a macro. If both days are restricted, either is enough. A time that a
 * change of the clock leaves out comes when the clock has changed; a time that there is twice comes the first time,
 * unless the hours are all of them.
 */
public final class Cron {
    private static final Map<String, String> MACROS = Map.of(
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *",
            "@monthly", "0 0 1 * *",
            "@weekly", "0 0 * * 0",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@hourly", "0 * * * *");

    /** 29 February falls on a given day of the week at least once in 40 years, 1900 and the like included. */
    private static final int SEARCHED_YEARS = 41;

    private static final long ALL_HOURS = (1L << 24) - 1;

    private final String text;
    private final ZoneId zone;
    private final Field second;
    private final Field minute;
    private final Field hour;
    private final Field dayOfMonth;
    private final Field month;
    private final Field dayOfWeek;

    private Cron(String text, ZoneId zone, List<String> fields) {
        this.text = text;
        this.zone = zone;
        second = Field.of(Kind.SECOND, fields.get(0));
        minute = Field.of(Kind.MINUTE, fields.get(1));
        hour = Field.of(Kind.HOUR, fields.get(2));
        dayOfMonth = Field.of(Kind.DAY_OF_MONTH, fields.get(3));
        month = Field.of(Kind.MONTH, fields.get(4));
        dayOfWeek = Field.of(Kind.DAY_OF_WEEK, fields.get(5));
    }

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException if {@code text} is not an expression, or one of a time that never comes
     */
    public static Cron of(String text, ZoneId zone) {
        Cron cron = new Cron(text, zone, fields(text));
        if (cron.next(Instant.EPOCH).isEmpty()) {
            throw new IllegalArgumentException("cron names a time that never comes: " + text);
        }
        return cron;
    }

    /** The first time after {@code instant}. */
    public Instant after(Instant instant) {
        return next(instant).orElseThrow(() -> new IllegalStateException("no time of " + this + " after " + instant));
    }

    /** {@code 0 2 * * * UTC} */
    @Override
    public String toString() {
        return text + " " + zone;
    }

    private static List<String> fields(String text) {
        List<String> fields = new ArrayList<>(
                Arrays.asList(MACROS.getOrDefault(text, text).strip().split("\\s+")));
        if (fields.size() == 5) {
            fields.add(0, "0");
        }
        if (fields.size() != 6) {
            throw new IllegalArgumentException("cron needs 5 fields (minute, hour, day of month, month, day of week),"
                    + " or 6 with the second first, or is one of @hourly, @daily, @weekly, @monthly, @yearly: " + text);
        }
        return fields;
    }

    private Optional<Instant> next(Instant instant) {
        LocalDate first = instant.atZone(zone).toLocalDate();
        LocalDate last = first.plusYears(SEARCHED_YEARS);
        // a change of the clock at midnight moves a time of the day before into this one
        for (LocalDate day = first.minusDays(1); day.isBefore(last); day = following(day)) {
            Optional<Instant> found = matches(day) ? onDay(day, instant) : Optional.empty();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private LocalDate following(LocalDate day) {
        LocalDate next = day.plusDays(1);
        return month.has(next.getMonthValue()) ? next : next.withDayOfMonth(next.lengthOfMonth());
    }

    private boolean matches(LocalDate day) {
        boolean byMonth = dayOfMonth.has(day.getDayOfMonth());
        boolean byWeek = dayOfWeek.has(day.getDayOfWeek().getValue() % 7);
        boolean either = dayOfMonth.restricted() && dayOfWeek.restricted();
        return month.has(day.getMonthValue()) && (either ? (byMonth || byWeek) : (byMonth && byWeek));
    }

    private Optional<Instant> onDay(LocalDate day, Instant after) {
        ZoneRules rules = zone.getRules();
        ZoneOffset offset = rules.getOffset(day.atStartOfDay());
        boolean changes = !rules.getOffset(day.plusDays(1).atStartOfDay()).equals(offset)
                || rules.getTransition(day.atStartOfDay()) != null;
        if (changes) {
            return onDayOfChange(day, after);
        }
        LocalDateTime local = LocalDateTime.ofInstant(after, offset);
        if (local.toLocalDate().isAfter(day)) {
            return Optional.empty();
        }
        LocalTime from = local.toLocalDate().isBefore(day)
                ? LocalTime.MIN
                : local.toLocalTime().withNano(0).plusSeconds(1);
        boolean wrapped = from.equals(LocalTime.MIN) && local.toLocalDate().equals(day);
        return wrapped
                ? Optional.empty()
                : timeFrom(from).map(time -> day.atTime(time).toInstant(offset));
    }

    private Optional<Instant> onDayOfChange(LocalDate day, Instant after) {
        return times().stream()
                .flatMap(time -> instants(day.atTime(time)).stream())
                .filter(instant -> instant.isAfter(after))
                .min(Instant::compareTo);
    }

    private List<Instant> instants(LocalDateTime local) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            return List.of(zone.getRules().getTransition(local).getInstant());
        }
        int times = hour.bits() == ALL_HOURS ? offsets.size() : 1;
        return offsets.subList(0, times).stream().map(local::toInstant).toList();
    }

    private List<LocalTime> times() {
        List<LocalTime> times = new ArrayList<>();
        Optional<LocalTime> time = timeFrom(LocalTime.MIN);
        while (time.isPresent()) {
            times.add(time.get());
            LocalTime next = time.get().plusSeconds(1);
            time = next.equals(LocalTime.MIN) ? Optional.empty() : timeFrom(next);
        }
        return times;
    }

    private Optional<LocalTime> timeFrom(LocalTime start) {
        int h = hour.from(start.getHour());
        int m = h == start.getHour() ? minute.from(start.getMinute()) : minute.from(0);
        int s = h == start.getHour() && m == start.getMinute() ? second.from(start.getSecond()) : second.from(0);
        if (h >= 0 && m >= 0 && s < 0) {
            m = minute.from(m + 1);
            s = second.from(0);
        }
        if (h >= 0 && m < 0) {
            h = hour.from(h + 1);
            m = minute.from(0);
            s = second.from(0);
        }
        return h < 0 ? Optional.empty() : Optional.of(LocalTime.of(h, m, s));
    }
}
