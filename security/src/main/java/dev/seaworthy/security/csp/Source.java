package dev.seaworthy.security.csp;

/**
 * One source expression of a policy: a keyword in its quotes, a scheme with its colon, or a host (CSP Level 3 §2.3.1).
 * Immutable.
 *
 * <p><b>Guarantees</b>: it holds no blank, {@code ;}, {@code ,}, control or non-ASCII character, so it cannot end its
 * directive or its policy; a keyword without its quotes, which a browser would read as a host, is refused.
 */
public record Source(String expression) {
    public static final Source NONE = new Source("'none'");
    public static final Source SELF = new Source("'self'");
    public static final Source STRICT_DYNAMIC = new Source("'strict-dynamic'");
    public static final Source REPORT_SAMPLE = new Source("'report-sample'");
    public static final Source WASM_UNSAFE_EVAL = new Source("'wasm-unsafe-eval'");
    public static final Source UNSAFE_EVAL = new Source("'unsafe-eval'");
    public static final Source UNSAFE_HASHES = new Source("'unsafe-hashes'");
    /** Lets any injected script or style run: the hole that a policy is there to close. */
    public static final Source UNSAFE_INLINE = new Source("'unsafe-inline'");

    public Source {
        if (SourceGrammar.isUnquoted(expression)) {
            throw new IllegalArgumentException("Source " + expression
                    + " is without its quotes, so browsers take it for a host; use the constants of Source");
        }
        if (!SourceGrammar.isKeyword(expression)
                && !SourceGrammar.isScheme(expression)
                && !SourceGrammar.isHost(expression)) {
            throw refused(expression, "keyword, scheme: or [scheme://]host[:port][/path]");
        }
    }

    /** Anything of this scheme, given without its colon: {@code data}, {@code https}, {@code blob}. */
    public static Source scheme(String scheme) {
        if (!SourceGrammar.isScheme(scheme + ":")) {
            throw refused(scheme, "scheme, written without its colon");
        }
        return new Source(scheme + ":");
    }

    /** {@code api.example.com}, {@code https://*.example.com}, {@code https://example.com:8443/scripts/}. */
    public static Source host(String host) {
        if (!SourceGrammar.isHost(host)) {
            throw refused(host, "[scheme://]host[:port][/path]");
        }
        return new Source(host);
    }

    private static IllegalArgumentException refused(String text, String shape) {
        return new IllegalArgumentException("Source \"" + text + "\" is no " + shape
                + "; it is ASCII (Punycode), and in a path ; is %3B and , is %2C");
    }

    @Override
    public String toString() {
        return expression;
    }
}
