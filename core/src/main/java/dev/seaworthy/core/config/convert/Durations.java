package dev.seaworthy.core.config.convert;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Spans of time: {@code 30s}, {@code 5m}, ISO 8601's {@code PT30S}, or a number whose unit is declared.
 *
 * <p>Never negative: ISO 8601-1 knows no sign, and no timeout is below zero.
 */
final class Durations {
    private static final String SHORT = "(0|[1-9][0-9]{0,14})(ms|s|m|h|d)";
    private static final String ISO =
            "P(?=[0-9T])([0-9]{1,9}D)?" + "(T(?=[0-9])([0-9]{1,12}H)?([0-9]{1,12}M)?([0-9]{1,15}(\\.[0-9]{1,9})?S)?)?";
    private static final Pattern AMOUNT_AND_UNIT = Pattern.compile(SHORT);

    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "ms", ChronoUnit.MILLIS,
            "s", ChronoUnit.SECONDS,
            "m", ChronoUnit.MINUTES,
            "h", ChronoUnit.HOURS,
            "d", ChronoUnit.DAYS);

    static final TextType TYPE = TextType.matching(
            "duration",
            "must be a duration with its unit, such as 500ms, 30s, 5m, 2h, 7d or PT30S",
            "30s",
            "^(" + SHORT + "|" + ISO + ")$",
            Durations::parse);

    private Durations() {}

    /** @throws IllegalArgumentException if a {@code unit} is not always of one length */
    static TextType in(ChronoUnit unit) {
        if (unit.isDurationEstimated() && unit != ChronoUnit.DAYS) {
            throw new IllegalArgumentException(unit + " are not of one length: declare DAYS or less");
        }
        String plural = unit.toString().toLowerCase(Locale.ROOT);
        return TextType.matching(
                "duration in " + plural,
                "must be a whole number of " + plural + ", in digits alone",
                "30",
                "^(0|[1-9][0-9]{0,18})$",
                text -> Duration.of(Long.parseLong(text), unit));
    }

    private static Duration parse(String text) {
        Matcher matcher = AMOUNT_AND_UNIT.matcher(text);
        return matcher.matches()
                ? Duration.of(Long.parseLong(matcher.group(1)), UNITS.get(matcher.group(2)))
                : Duration.parse(text);
    }
}
