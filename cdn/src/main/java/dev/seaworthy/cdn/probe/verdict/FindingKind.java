package dev.seaworthy.cdn.probe.verdict;

import java.util.Locale;

/** What can be found, with what it weighs and what to do about it. */
public enum FindingKind {
    /** A copy was served, as declared. */
    CACHED(Severity.OK, ""),
    /** No answer came from a copy, as declared. */
    BYPASSED(Severity.OK, ""),
    /** Something that one visitor sent came back to another. */
    PRIVATE_SERVED(
            Severity.CRITICAL,
            "Purge it at once; let the CDN bypass this path, and the origin answer Cache-Control: private, no-store"),
    /** A copy was served of what is declared never cached. */
    PRIVATE_CACHED(
            Severity.CRITICAL,
            "Purge it at once; let the CDN bypass this path, and the origin answer Cache-Control: private, no-store"),
    /** Several visitors get one cookie. */
    COOKIE_CACHED(Severity.HIGH, "Set no cookie on what is cached, or let the CDN remove it before it keeps a copy"),
    /** An error is served to everybody until its time is over. */
    ERROR_CACHED(Severity.HIGH, "Give errors a lifetime of seconds at the CDN, purge this one"),
    /** The origin's answer is an error. */
    ERROR_ANSWERED(Severity.HIGH, "See whether the URL is right and the origin well"),
    /** No copy was served of what is declared cached. */
    NOT_CACHED(Severity.HIGH, "Remove the reason, or declare that it is never cached"),
    /** A copy is older than it may be. */
    STALE(Severity.HIGH, "Purge it, and see which rule of the CDN sets its lifetime"),
    /** A copy is older than the answer says that it may be. */
    OVER_AGE(Severity.MEDIUM, "Declare its edge TTL, and let browsers have a lifetime of their own: s-maxage, max-age"),
    /** The CDN's copy has another lifetime than is declared. */
    EDGE_TTL(Severity.MEDIUM, "Bring the CDN's rule, CDN-Cache-Control or s-maxage to what is declared"),
    /** A browser's copy has another lifetime than is declared. */
    BROWSER_TTL(Severity.MEDIUM, "Bring the CDN's rule for browsers or max-age to what is declared"),
    /** The answer does not say that it is immutable. */
    NOT_IMMUTABLE(Severity.MEDIUM, "Send Cache-Control: public, max-age=31536000, immutable"),
    /** What is declared immutable has changed. */
    CHANGED(Severity.HIGH, "Name each version of it anew, as by a hash of its content"),
    /** The answer varies by everything, so that no copy fits. */
    VARY_ALL(Severity.HIGH, "Name the headers that it varies by, or none"),
    /** Nearly every visitor has a copy of his own. */
    VARY_VISITOR(Severity.MEDIUM, "Vary by no header that is another one for each visitor, or do not cache it"),
    /** The answer depends on the encodings that were asked for, and does not say so. */
    VARY_ENCODING(Severity.MEDIUM, "Send Vary: Accept-Encoding"),
    /** The answer depends on the origin that asks, and does not say so. */
    VARY_ORIGIN(Severity.MEDIUM, "Send Vary: Origin, or Access-Control-Allow-Origin: * where anybody may read it"),
    /** Nothing but the CDN's own rules keeps what is private out of caches. */
    STORABLE(Severity.LOW, "Send Cache-Control: private, no-store from the origin"),
    /** No header tells what a cache did. */
    NOT_VISIBLE(Severity.NOTE, "Let the CDN send Cache-Status, or a header of its own"),
    /** There was no answer, so nothing is known. */
    UNANSWERED(Severity.HIGH, "See whether it can be reached from here, and probe again");

    private final Severity severity;
    private final String advice;

    FindingKind(Severity severity, String advice) {
        this.severity = severity;
        this.advice = advice;
    }

    public Severity severity() {
        return severity;
    }

    /** Empty where there is nothing to do. */
    public String advice() {
        return advice;
    }

    /** {@code private-cached}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
