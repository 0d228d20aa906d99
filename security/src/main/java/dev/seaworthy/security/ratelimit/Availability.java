package dev.seaworthy.security.ratelimit;

/** What becomes of a request that could not be counted, because the back end was down or slow. */
public enum Availability {
    /** This process decides by itself: each process admits what the policies say of what it sees. */
    OPEN,
    /** It is refused: nothing passes that was not counted. */
    CLOSED
}
