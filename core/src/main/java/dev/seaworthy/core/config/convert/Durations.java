package dev.seaworthy.core.config.convert;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as text: {@code 30s}, {@code 5m}, ISO 8601's {@code PT30S}, or a number whose unit is declared. */
final class Durations {
    private static final Pattern SHORT = Pattern.compile("([0-9]{1,15})(ms|s|m|h|d)");

    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "ms", ChronoUnit.MILLIS,
            "s", ChronoUnit.SECONDS,
            "m", ChronoUnit.MINUTES,
            "h", ChronoUnit.HOURS,
            "d", ChronoUnit.DAYS);

    private Durations() {}

    static Duration parse(String text) throws Refusal {
        Matcher matcher = SHORT.matcher(text);
        if (matcher.matches()) {
            return of(Long.parseLong(matcher.group(1)), UNITS.getOrDefault(matcher.group(2), ChronoUnit.SECONDS));
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new Refusal("must be a duration with its unit, such as 500ms, 30s, 5m, 2h, 7d or PT30S");
        }
    }

    static Duration of(long amount, ChronoUnit unit) throws Refusal {
        try {
            return Duration.of(amount, unit);
        } catch (ArithmeticException e) {
            throw new Refusal("must be a duration of at most " + Long.MAX_VALUE + " seconds");
        }
    }
}
