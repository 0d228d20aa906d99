package dev.seaworthy.security.csp.audit;

import dev.seaworthy.security.csp.Directive;
import dev.seaworthy.security.csp.ParsedPolicy;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One policy as a browser that knows CSP Level 3 follows it. */
final class PolicyView {
    private static final Map<Directive, Directive> FALLBACK = Map.of(
            Directive.SCRIPT_SRC_ELEM, Directive.SCRIPT_SRC,
            Directive.SCRIPT_SRC_ATTR, Directive.SCRIPT_SRC,
            Directive.STYLE_SRC_ELEM, Directive.STYLE_SRC,
            Directive.STYLE_SRC_ATTR, Directive.STYLE_SRC);
    private static final Pattern CREDENTIAL = Pattern.compile("'(nonce|sha256|sha384|sha512)-.+'");
    private static final String STRICT_DYNAMIC = "'strict-dynamic'";
    private static final String UNSAFE_INLINE = "'unsafe-inline'";

    private final ParsedPolicy policy;

    PolicyView(ParsedPolicy policy) {
        this.policy = policy;
    }

    ParsedPolicy policy() {
        return policy;
    }

    boolean has(Directive directive) {
        return policy.has(directive);
    }

    /** The directive that rules what this one names; empty if none does, and so all is allowed. */
    Optional<Directive> ruling(Directive directive) {
        Stream<Directive> chain = directive.isFetch()
                ? Stream.of(directive, FALLBACK.getOrDefault(directive, Directive.DEFAULT_SRC), Directive.DEFAULT_SRC)
                : Stream.of(directive);
        return chain.filter(policy::has).findFirst();
    }

    /** As written, with words that browsers compare without regard to case in lower case. */
    List<String> written(Directive directive) {
        return ruling(directive).stream()
                .flatMap(ruling -> policy.values(ruling).stream())
                .map(PolicyView::plain)
                .toList();
    }

    /** Without what a browser passes over, because a nonce, a hash or strict-dynamic stands beside it. */
    List<String> followed(Directive directive) {
        List<String> written = written(directive);
        return written.stream()
                .filter(value -> !isIgnored(value, directive, written))
                .toList();
    }

    /** What a browser passes over. */
    List<String> ignored(Directive directive) {
        List<String> written = written(directive);
        return written.stream()
                .filter(value -> isIgnored(value, directive, written))
                .toList();
    }

    boolean hasNonce() {
        return written(Directive.SCRIPT_SRC).stream().anyMatch(value -> value.startsWith("'nonce-"));
    }

    boolean hasHash() {
        return written(Directive.SCRIPT_SRC).stream().anyMatch(value -> value.startsWith("'sha"));
    }

    boolean isStrictDynamic() {
        return written(Directive.SCRIPT_SRC).contains(STRICT_DYNAMIC);
    }

    private static boolean isIgnored(String value, Directive directive, List<String> beside) {
        boolean strict = isOfScripts(directive) && beside.contains(STRICT_DYNAMIC);
        if (value.equals(UNSAFE_INLINE)) {
            return strict || beside.stream().anyMatch(PolicyView::isCredential);
        }
        return strict && (!value.startsWith("'") || value.equals("'self'"));
    }

    static boolean isCredential(String value) {
        return CREDENTIAL.matcher(value).matches();
    }

    private static boolean isOfScripts(Directive directive) {
        return directive == Directive.SCRIPT_SRC
                || directive == Directive.SCRIPT_SRC_ELEM
                || directive == Directive.SCRIPT_SRC_ATTR;
    }

    private static String plain(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        boolean isWord = lower.startsWith("'") || lower.endsWith(":");
        return isWord && !isCredential(lower) ? lower : value;
    }
}
