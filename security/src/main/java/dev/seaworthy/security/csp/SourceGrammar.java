package dev.seaworthy.security.csp;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Source expressions as CSP Level 3 §2.3.1 writes them, in ASCII; nonces and hashes are not yet among them. */
final class SourceGrammar {
    private static final Set<String> KEYWORDS = Set.of(
            "none",
            "self",
            "strict-dynamic",
            "report-sample",
            "wasm-unsafe-eval",
            "unsafe-inline",
            "unsafe-eval",
            "unsafe-hashes");
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.\\-]*:");
    private static final Pattern HOST = Pattern.compile("([A-Za-z][A-Za-z0-9+.\\-]*://)?"
            + "(\\*\\.)?[A-Za-z0-9\\-]+(\\.[A-Za-z0-9\\-]+)*(:([0-9]+|\\*))?"
            + "(/[A-Za-z0-9\\-._~!$&'()*+=:@%/]*)?");
    private static final Pattern NONCE_OR_HASH = Pattern.compile("(nonce|sha256|sha384|sha512)-.*");

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

    /** Meant as a keyword, nonce or hash, but without the quotes that make it one. */
    static boolean isUnquoted(String expression) {
        String lower = expression.toLowerCase(Locale.ROOT);
        return KEYWORDS.contains(lower) || NONCE_OR_HASH.matcher(lower).matches();
    }
}
