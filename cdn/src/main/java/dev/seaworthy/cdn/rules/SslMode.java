package dev.seaworthy.cdn.rules;

/** How the CDN speaks with the origin. */
public enum SslMode {
    /** Plain text all the way, to visitors too. */
    OFF,
    /** Plain text to the origin, though visitors see a padlock. */
    FLEXIBLE,
    /** Encrypted, to whoever answers: the certificate is not checked. */
    FULL,
    /** Encrypted, with a certificate that is checked; the dashboard's "Full (strict)". */
    STRICT;

    public boolean isSafe() {
        return this == STRICT;
    }
}
