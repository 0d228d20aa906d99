package dev.seaworthy.security.csp.audit;

import dev.seaworthy.security.csp.Directive;
import dev.seaworthy.security.csp.ParsedPolicy;
import dev.seaworthy.security.declaration.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What browsers do not read as it was meant. */
final class SyntaxChecks implements Checks {
    private static final Set<String> KEYWORDS = Set.of(
            "self",
            "none",
            "unsafe-inline",
            "unsafe-eval",
            "wasm-unsafe-eval",
            "strict-dynamic",
            "unsafe-hashes",
            "report-sample",
            "report-sha256",
            "report-sha384",
            "report-sha512",
            "trusted-types-eval",
            "inline-speculation-rules");
    /** Words in quotes that other directives have. */
    private static final Map<String, Set<String>> OTHER_WORDS = Map.of(
            "require-trusted-types-for", Set.of("script"),
            "trusted-types", Set.of("none", "allow-duplicates"),
            "webrtc", Set.of("allow", "block"));

    private final Policies policies;
    private final List<Finding> found = new ArrayList<>();

    SyntaxChecks(Policies policies) {
        this.policies = policies;
    }

    @Override
    public List<Finding> find() {
        policies.stream().map(PolicyView::policy).forEach(this::check);
        return found;
    }

    private void check(ParsedPolicy policy) {
        policy.duplicates()
                .forEach(name -> syntax(
                        Check.DUPLICATE_DIRECTIVE, name, "", "stands there twice, and browsers follow the first"));
        if (policy.skipped() > 0) {
            syntax(Check.NOT_ASCII, "a directive", "", "is not ASCII, so browsers pass over it");
        }
        policy.directives().forEach((name, values) -> {
            checkName(name);
            values.forEach(value -> checkValue(name, value));
        });
    }

    private void checkName(String name) {
        if (Directive.of(name).isEmpty()) {
            String hint = Spelling.hint(name, Directive.names());
            syntax(Check.UNKNOWN_DIRECTIVE, name, "", "is no directive, so browsers pass over it" + hint);
        } else if (Directive.of(name).orElseThrow().isObsolete()) {
            found.add(new Finding(
                    Check.DEPRECATED_DIRECTIVE,
                    Severity.INFO,
                    name,
                    "",
                    "was given up, and browsers no longer follow it; leave it out"));
        }
    }

    private void checkValue(String name, String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        if (Directive.of(lower).isPresent() && !Directive.of(name).equals(Directive.of("report-to"))) {
            syntax(Check.MISSING_SEMICOLON, name, value, "is a directive, not a value; put a semicolon before it");
        } else if (KEYWORDS.contains(lower) || PolicyView.isCredential("'" + lower + "'")) {
            syntax(Check.INVALID_KEYWORD, name, value, "is without its single quotes, so browsers take it for a host");
        } else if (value.startsWith("'") && !isQuotedWord(name, lower)) {
            String hint = Spelling.hint(lower.replace("'", ""), KEYWORDS);
            syntax(Check.INVALID_KEYWORD, name, value, "is no keyword, so browsers pass over it" + hint);
        }
    }

    private static boolean isQuotedWord(String name, String lower) {
        if (PolicyView.isCredential(lower)) {
            return true;
        }
        Set<String> words = OTHER_WORDS.getOrDefault(name, KEYWORDS);
        return lower.length() > 2 && lower.endsWith("'") && words.contains(lower.substring(1, lower.length() - 1));
    }

    private void syntax(Check check, String directive, String value, String advice) {
        found.add(new Finding(check, Severity.SYNTAX, directive, value, advice));
    }
}
