package dev.seaworthy.cdn.probe.verdict;

/** Where an answer came from, as its headers tell. */
public enum CacheState {
    /** A copy that is fresh. */
    HIT,
    /** A copy, after the origin said that it is still good. */
    REVALIDATED,
    /** A copy whose time is over. */
    STALE,
    /** The origin, as there was no copy, or none that is still good. */
    MISS,
    /** The origin, as no copy may be kept or served. */
    BYPASS,
    /** No header tells. */
    UNKNOWN;

    /** Whether a visitor got what another visitor's request had brought. */
    public boolean isCopy() {
        return this == HIT || this == REVALIDATED || this == STALE;
    }
}
