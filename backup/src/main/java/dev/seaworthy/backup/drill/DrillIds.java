package dev.seaworthy.backup.drill;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Ids as backups have them: {@code 20261128T033000123Z-} and 128 random bits. */
final class DrillIds {
    /** What an id looks like. */
    static final String PATTERN = "\\d{8}T\\d{9}Z-[0-9a-f]{32}";

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final RandomGenerator random;

    DrillIds(RandomGenerator random) {
        this.random = random;
    }

    String next(Instant now) {
        HexFormat hex = HexFormat.of();
        return UTC.format(now) + "-" + hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    }
}
