package dev.seaworthy.backup.fingerprint;

import java.util.Objects;

/**
 * How a database encodes and orders text. Immutable.
 *
 * @param encoding as PostgreSQL names it, such as {@code UTF8}
 * @param provider {@code libc}, {@code icu} or {@code builtin}
 * @param locale of the providers other than libc; else empty
 */
public record DatabaseLocale(String encoding, String collate, String ctype, String provider, String locale) {
    /** What every server has. */
    public static final DatabaseLocale C = new DatabaseLocale("UTF8", "C", "C", "libc", "");

    public DatabaseLocale {
        Objects.requireNonNull(encoding, "encoding");
        Objects.requireNonNull(collate, "collate");
        Objects.requireNonNull(ctype, "ctype");
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(locale, "locale");
    }

    @Override
    public String toString() {
        return encoding + ", " + (locale.isEmpty() ? collate : locale) + " by " + provider;
    }
}
