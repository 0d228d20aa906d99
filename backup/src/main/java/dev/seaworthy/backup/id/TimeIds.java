package dev.seaworthy.backup.id;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Ids that sort by time, to the millisecond, and never collide: {@code 20261124T090102345Z-} and 128 random bits. */
public final class TimeIds {
    /** What an id looks like. */
    public static final String PATTERN = "\\d{8}T\\d{9}Z-[0-9a-f]{32}";

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final RandomGenerator random;

    /** @param random makes the ids differ of nodes that start at once; safe for use by as many threads as this is */
    public TimeIds(RandomGenerator random) {
        this.random = random;
    }

    public String next(Instant now) {
        HexFormat hex = HexFormat.of();
        return UTC.format(now) + "-" + hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    }

    /** When that began which has this id; empty if it is no id of ours. */
    public static Optional<Instant> time(String id) {
        try {
            return Optional.of(UTC.parse(id.split("-", 2)[0], Instant::from));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
