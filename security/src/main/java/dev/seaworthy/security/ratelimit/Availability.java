package dev.seaworthy.security.ratelimit;

/** What becomes of a request that could not be counted, because the back end was down or slow. */
public enum Availability {
    /** It is admitted: the service goes on without its limits. */
    OPEN,
    /** It is refused: nothing passes that was not counted. */
    CLOSED
}
