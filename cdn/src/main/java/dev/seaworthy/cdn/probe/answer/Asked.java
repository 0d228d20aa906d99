package dev.seaworthy.cdn.probe.answer;

/**
 * As whom a request was sent, or how. Immutable.
 *
 * @param visitor from 1; 0 is anybody
 * @param how as it is shown
 */
public record Asked(int visitor, Way way, String how) {
    /** What a request is for. */
    public enum Way {
        /** As a browser would, as anybody or as one visitor. */
        PLAIN,
        /** With {@code Accept-Encoding: gzip}. */
        GZIP,
        /** From a page of another origin. */
        ORIGIN
    }

    /** As one whom no header makes known. */
    public static Asked anybody() {
        return new Asked(0, Way.PLAIN, "anybody");
    }

    public static Asked visitor(int number, String header) {
        return new Asked(number, Way.PLAIN, "visitor " + number + " by " + header);
    }

    public static Asked acceptingGzip() {
        return new Asked(0, Way.GZIP, "accepting gzip");
    }

    public static Asked fromAnotherOrigin() {
        return new Asked(0, Way.ORIGIN, "from another origin");
    }

    public boolean isPlain() {
        return way == Way.PLAIN;
    }
}
