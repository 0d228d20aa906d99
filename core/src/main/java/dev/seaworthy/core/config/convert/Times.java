package dev.seaworthy.core.config.convert;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;

/** Points in time, days and zones, as ISO 8601 and the time zone database write them. */
final class Times {
    private static final String DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
    private static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?";

    static final Map<Class<?>, TextType> TYPES = Map.of(
            Instant.class,
            TextType.matching(
                            "time in UTC",
                            "must be a time in UTC such as 2026-01-31T12:00:00Z",
                            "2026-01-31T12:00:00Z",
                            "^" + DAY + "T" + TIME + "Z$",
                            Instant::parse)
                    .with("format", "date-time"),
            LocalDate.class,
            TextType.matching(
                            "date",
                            "must be a date such as 2026-01-31",
                            "2026-01-31",
                            "^" + DAY + "$",
                            LocalDate::parse)
                    .with("format", "date"),
            ZoneId.class,
            TextType.matching(
                    "time zone",
                    "must be a time zone such as Europe/Berlin, UTC or +01:00",
                    "Europe/Berlin",
                    "^[A-Za-z0-9+_/:-]{1,64}$",
                    ZoneId::of));

    private Times() {}
}
