package dev.seaworthy.cdn.rules;

/** What the CDN does to make images smaller. */
public enum Polish {
    OFF,
    LOSSLESS,
    LOSSY,
    WEBP
}
