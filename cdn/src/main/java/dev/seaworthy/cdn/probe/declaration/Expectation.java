package dev.seaworthy.cdn.probe.declaration;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is declared of one URL. Immutable: each method that says more gives a new one. */
public final class Expectation {
    /** Within how many tries a copy must be served, if not said: {@value}. */
    public static final int DEFAULT_TRIES = 3;

    /** What {@link #within} takes at most: {@value}. */
    public static final int MOST_TRIES = 20;

    private final URI url;
    private final boolean isCached;
    private final int tries;
    private final @Nullable Lifetime edgeTtl;
    private final @Nullable Lifetime browserTtl;
    private final boolean isImmutable;

    private Expectation(
            URI url,
            boolean isCached,
            int tries,
            @Nullable Lifetime edgeTtl,
            @Nullable Lifetime browserTtl,
            boolean isImmutable) {
        this.url = Objects.requireNonNull(url, "url");
        this.isCached = isCached;
        this.tries = tries;
        this.edgeTtl = edgeTtl;
        this.browserTtl = browserTtl;
        this.isImmutable = isImmutable;
    }

    /** The CDN serves its copy to everybody, {@value #DEFAULT_TRIES} tries after it was asked first. */
    public static Expectation cached(URI url) {
        return new Expectation(url, true, DEFAULT_TRIES, null, null, false);
    }

    /** The CDN serves its copy to everybody, {@value #DEFAULT_TRIES} tries after it was asked first. */
    public static Expectation cached(String url) {
        return cached(URI.create(url));
    }

    /** Each visitor's answer comes from the origin, and no cache that many share keeps it. */
    public static Expectation neverCached(URI url) {
        return new Expectation(url, false, DEFAULT_TRIES, null, null, false);
    }

    /** Each visitor's answer comes from the origin, and no cache that many share keeps it. */
    public static Expectation neverCached(String url) {
        return neverCached(URI.create(url));
    }

    /** Within how many tries a copy must be served, 1 to {@value #MOST_TRIES}. */
    public Expectation within(int most) {
        ofCached("within");
        if (most < 1 || most > MOST_TRIES) {
            throw new IllegalArgumentException("within must be 1 to " + MOST_TRIES + " tries: " + most);
        }
        return new Expectation(url, isCached, most, edgeTtl, browserTtl, isImmutable);
    }

    /**
     * How long the CDN may serve its copy. That no copy is older is always judged; that it may not be kept for less,
     * only where the answer tells its lifetime.
     */
    public Expectation edgeTtl(Duration least, Duration most) {
        ofCached("edgeTtl");
        return new Expectation(url, isCached, tries, new Lifetime(least, most), browserTtl, isImmutable);
    }

    /** How long a browser may use its copy: {@code max-age}. */
    public Expectation browserTtl(Duration least, Duration most) {
        ofCached("browserTtl");
        return new Expectation(url, isCached, tries, edgeTtl, new Lifetime(least, most), isImmutable);
    }

    /** It never changes as long as it is fresh, and says so (RFC 8246). */
    public Expectation immutable() {
        ofCached("immutable");
        return new Expectation(url, isCached, tries, edgeTtl, browserTtl, true);
    }

    private void ofCached(String what) {
        if (!isCached) {
            throw new IllegalArgumentException(what + " can't be said of a URL that is never cached");
        }
    }

    public URI url() {
        return url;
    }

    public boolean isCached() {
        return isCached;
    }

    public int tries() {
        return tries;
    }

    public Optional<Lifetime> edgeTtl() {
        return Optional.ofNullable(edgeTtl);
    }

    public Optional<Lifetime> browserTtl() {
        return Optional.ofNullable(browserTtl);
    }

    public boolean isImmutable() {
        return isImmutable;
    }

    /** {@code cached within 3 tries, edge 60..3600 s, immutable}, or {@code never cached}. */
    @Override
    public String toString() {
        return isCached
                ? "cached within " + tries + " tries"
                        + (edgeTtl == null ? "" : ", edge " + edgeTtl)
                        + (browserTtl == null ? "" : ", browser " + browserTtl)
                        + (isImmutable ? ", immutable" : "")
                : "never cached";
    }
}
