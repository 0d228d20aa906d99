package dev.seaworthy.core.deploy.checklist.report;

import java.time.Duration;
import java.util.Locale;

/** Words and numbers for a person, the same everywhere. */
final class Word {
    private static final double NANOS = 1e9;

    private Word() {}

    /** {@code dry run} */
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** {@code 2.41 s} */
    static String seconds(Duration time) {
        return decimal(time, 2) + " s";
    }

    /** {@code 2.413} */
    static String decimal(Duration time, int places) {
        return String.format(Locale.ROOT, "%." + places + "f", time.getSeconds() + time.getNano() / NANOS);
    }
}
