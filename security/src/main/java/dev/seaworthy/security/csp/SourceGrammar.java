package dev.seaworthy.security.csp;

import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Source expressions as CSP Level 3 §2.3.1 writes them, in ASCII. */
final class SourceGrammar {
    static final Set<String> KEYWORDS = Set.of(
            "none",
            "self",
            "strict-dynamic",
            "report-sample",
            "report-sha256",
            "report-sha384",
            "report-sha512",
            "wasm-unsafe-eval",
            "trusted-types-eval",
            "inline-speculation-rules",
            "unsafe-inline",
            "unsafe-eval",
            "unsafe-hashes");

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.\\-]*:");
    private static final Pattern HOST = Pattern.compile("([A-Za-z][A-Za-z0-9+.\\-]*://)?"
            + "(\\*\\.)?[A-Za-z0-9\\-]+(\\.[A-Za-z0-9\\-]+)*(:([0-9]+|\\*))?"
            + "(/[A-Za-z0-9\\-._~!$&'()*+=:@%/]*)?");
    private static final Pattern NONCE_OR_HASH = Pattern.compile("(nonce|sha256|sha384|sha512)-.*");
    private static final Pattern HASH = Pattern.compile("'(sha256|sha384|sha512)-([A-Za-z0-9+/]+={0,2})'");
    private static final Map<String, Integer> DIGEST_BYTES = Map.of("sha256", 32, "sha384", 48, "sha512", 64);

    private SourceGrammar() {}

    static boolean isKeyword(String expression) {
        return expression.length() > 2
                && expression.startsWith("'")
                && expression.endsWith("'")
                && KEYWORDS.contains(expression.substring(1, expression.length() - 1));
    }

    static boolean isScheme(String expression) {
        return SCHEME.matcher(expression).matches();
    }

    static boolean isHost(String expression) {
        return HOST.matcher(expression).matches();
    }

    /** In its quotes, and of as many bytes as the digest has. */
    static boolean isHash(String expression) {
        Matcher hash = HASH.matcher(expression);
        if (!hash.matches()) {
            return false;
        }
        try {
            return Base64.getDecoder().decode(hash.group(2)).length == DIGEST_BYTES.getOrDefault(hash.group(1), 0);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** A nonce written into the policy, so the same for every response. */
    static boolean isFixedNonce(String expression) {
        return expression.startsWith("'nonce-") && !expression.equals(Nonce.PLACEHOLDER);
    }

    /** Meant as a keyword, nonce or hash, but without the quotes that make it one. */
    static boolean isUnquoted(String expression) {
        String lower = expression.toLowerCase(Locale.ROOT);
        return KEYWORDS.contains(lower) || NONCE_OR_HASH.matcher(lower).matches();
    }
}
