package dev.seaworthy.security.csp.report;

import dev.seaworthy.security.csp.Directive;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What one report tells, brought into a form that is safe to log and to compare. */
record Violation(String directive, String blocked, String documentOrigin, String documentPath, boolean enforced) {
    private static final Set<String> WORDS = Set.of(
            "inline",
            "eval",
            "wasm-eval",
            "self",
            "trusted-types-policy",
            "trusted-types-sink",
            "data",
            "blob",
            "about");
    private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.\\-]{0,30}");
    private static final Set<String> SCHEME_WORDS = Set.of("data", "blob", "about");

    static Violation of(String directive, String blocked, String document, String disposition) {
        Address page = Address.of(document);
        return new Violation(
                directive(directive), blocked(blocked), page.origin(), page.path(), !disposition.equals("report"));
    }

    /** Older browsers put the whole directive here. */
    private static String directive(String reported) {
        String name = reported.strip().split("\\s", 2)[0].toLowerCase(Locale.ROOT);
        return Directive.of(name).map(Directive::toString).orElse("unknown");
    }

    private static String blocked(String reported) {
        String lower = reported.strip().toLowerCase(Locale.ROOT);
        if (WORDS.contains(lower)) {
            return SCHEME_WORDS.contains(lower) ? lower + ":" : lower;
        }
        Address address = Address.of(lower);
        if (!address.origin().isEmpty()) {
            return address.origin();
        }
        String scheme = lower.split(":", 2)[0];
        return SCHEME.matcher(scheme).matches() ? scheme + ":" : "other";
    }
}
