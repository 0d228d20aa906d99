package dev.seaworthy.security.csp.audit;

import dev.seaworthy.security.csp.Directive;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How far the policy is from a strict one, and what older browsers make of it. */
final class StrictChecks implements Checks {
    private static final Set<String> OPEN = Set.of("http:", "https:", "*");

    private final Policies policies;
    private final List<Finding> found = new ArrayList<>();

    StrictChecks(Policies policies) {
        this.policies = policies;
    }

    @Override
    public List<Finding> find() {
        policies.stream()
                .filter(view -> view.ruling(Directive.SCRIPT_SRC).isPresent())
                .forEach(this::check);
        if (!policies.any(
                view -> view.written(Directive.REQUIRE_TRUSTED_TYPES_FOR).contains("'script'"))) {
            found.add(new Finding(
                    Check.REQUIRE_TRUSTED_TYPES_FOR_SCRIPTS,
                    Severity.INFO,
                    "require-trusted-types-for",
                    "",
                    "is missing: 'script' would close the places of the DOM where text becomes code"));
        }
        return found;
    }

    private void check(PolicyView view) {
        String directive = view.ruling(Directive.SCRIPT_SRC).orElseThrow().toString();
        List<String> values = view.written(Directive.SCRIPT_SRC);
        if (view.isStrictDynamic()) {
            strictDynamic(directive, values, view.hasNonce() || view.hasHash());
        } else if (values.stream().anyMatch(value -> !value.startsWith("'"))) {
            strict(
                    Check.STRICT_DYNAMIC,
                    directive,
                    "lists hosts, which can often be got round; use a nonce and 'strict-dynamic'");
        }
        if ((view.hasNonce() || view.hasHash()) && !values.contains("'unsafe-inline'")) {
            strict(
                    Check.UNSAFE_INLINE_FALLBACK,
                    directive,
                    "blocks inline scripts in browsers that know no nonces; 'unsafe-inline' beside the nonce would"
                            + " serve them, and others ignore it");
        }
        view.ignored(Directive.SCRIPT_SRC).forEach(value -> ignored(directive, value));
    }

    private void strictDynamic(String directive, List<String> values, boolean trusted) {
        if (!trusted) {
            found.add(new Finding(
                    Check.STRICT_DYNAMIC_NOT_STANDALONE,
                    Severity.INFO,
                    directive,
                    "'strict-dynamic'",
                    "lets no script run without a nonce or a hash beside it"));
        }
        if (values.stream().noneMatch(value -> OPEN.contains(value) || value.contains("."))) {
            strict(
                    Check.ALLOWLIST_FALLBACK,
                    directive,
                    "blocks scripts in browsers that don't know 'strict-dynamic'; https: beside it would serve them,"
                            + " and others ignore it");
        }
    }

    private void ignored(String directive, String value) {
        found.add(new Finding(
                Check.IGNORED,
                Severity.NONE,
                directive,
                value,
                "is ignored beside a nonce, a hash or 'strict-dynamic'"));
    }

    private void strict(Check check, String directive, String advice) {
        found.add(new Finding(check, Severity.STRICT_CSP, directive, "", advice));
    }
}
