package dev.seaworthy.security.csp;

import dev.seaworthy.security.declaration.Spelling;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;

/**
 * One source expression of a policy: a keyword in its quotes, a scheme with its colon, a host, a hash, or the nonce of
 * the response (CSP Level 3 §2.3.1). Immutable.
 *
 * <p><b>Guarantees</b>: it holds no blank, {@code ;}, {@code ,}, control or non-ASCII character, so it cannot end its
 * directive or its policy; a keyword without its quotes, which a browser would read as a host, is refused, and so is a
 * nonce that would be the same for every response.
 */
public record Source(String expression) {
    public static final Source NONE = new Source("'none'");
    public static final Source SELF = new Source("'self'");
    /** The nonce of the response, which {@link ContentSecurityPolicy#render(boolean, Nonce)} puts in. */
    public static final Source NONCE = new Source(Nonce.PLACEHOLDER);
    /** Lets a trusted script load others, and makes browsers ignore the hosts and schemes beside it. */
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
        if (SourceGrammar.isFixedNonce(expression)) {
            throw new IllegalArgumentException("Source 'nonce-…' is the same for every response, so an attacker can"
                    + " read it from one; use Source.NONCE (" + Nonce.PLACEHOLDER + ")");
        }
        if (!isSource(expression)) {
            throw refused(expression, "keyword, hash, scheme: or [scheme://]host[:port][/path]");
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

    /**
     * The inline script or style of exactly this text: all that stands between its tags, blanks and line ends too, as
     * the browser reads it (CRLF as LF).
     */
    public static Source sha256(String inline) {
        return hash("SHA-256", inline);
    }

    /** As {@link #sha256(String)}. */
    public static Source sha384(String inline) {
        return hash("SHA-384", inline);
    }

    /** As {@link #sha256(String)}. */
    public static Source sha512(String inline) {
        return hash("SHA-512", inline);
    }

    boolean isNonceOrHash() {
        return this.equals(NONCE) || SourceGrammar.isHash(expression);
    }

    boolean isPlace() {
        return !expression.startsWith("'") || this.equals(NONE) || this.equals(SELF);
    }

    private static boolean isSource(String expression) {
        return expression.equals(Nonce.PLACEHOLDER)
                || SourceGrammar.isKeyword(expression)
                || SourceGrammar.isHash(expression)
                || SourceGrammar.isScheme(expression)
                || SourceGrammar.isHost(expression);
    }

    private static Source hash(String algorithm, String inline) {
        try {
            byte[] digest = MessageDigest.getInstance(algorithm).digest(inline.getBytes(StandardCharsets.UTF_8));
            String name = algorithm.replace("-", "").toLowerCase(Locale.ROOT);
            return new Source("'" + name + "-" + Base64.getEncoder().encodeToString(digest) + "'");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK has no " + algorithm, e);
        }
    }

    private static IllegalArgumentException refused(String text, String shape) {
        return new IllegalArgumentException("Source \"" + text + "\" is no " + shape
                + "; it is ASCII (Punycode), and in a path ; is %3B and , is %2C"
                + Spelling.hint(text.replace("'", ""), SourceGrammar.KEYWORDS));
    }

    @Override
    public String toString() {
        return expression;
    }
}
