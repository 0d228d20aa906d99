package dev.seaworthy.backup;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Ids that sort by time, to the millisecond, and never collide: {@code 20261124T090102345Z-} and 128 random bits. */
final class BackupIds {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final RandomGenerator random;

    BackupIds(RandomGenerator random) {
        this.random = random;
    }

    String next(Instant now) {
        HexFormat hex = HexFormat.of();
        return UTC.format(now) + "-" + hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    }

    /** When the run of an id began; empty if it is no id of ours. */
    static Optional<Instant> time(String id) {
        try {
            return Optional.of(UTC.parse(id.split("-", 2)[0], Instant::from));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
