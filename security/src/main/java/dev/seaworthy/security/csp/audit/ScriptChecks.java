package dev.seaworthy.security.csp.audit;

import dev.seaworthy.security.csp.Directive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** By which words a policy lets injected code run. */
final class ScriptChecks implements Checks {
    private static final Set<String> SCHEMES = Set.of("data:", "http:", "https:");
    private static final List<Directive> RUN_CODE =
            List.of(Directive.SCRIPT_SRC, Directive.SCRIPT_SRC_ELEM, Directive.OBJECT_SRC, Directive.BASE_URI);
    private static final List<Directive> INLINE = List.of(Directive.SCRIPT_SRC_ELEM, Directive.SCRIPT_SRC_ATTR);
    private static final List<Directive> INLINE_STYLES = List.of(Directive.STYLE_SRC_ELEM, Directive.STYLE_SRC_ATTR);
    private static final Verdict SCRIPT_INLINE = new Verdict(
            Check.SCRIPT_UNSAFE_INLINE,
            Severity.HIGH,
            "lets injected scripts and event handlers run; use a nonce or hashes");
    private static final Verdict STYLE_INLINE = new Verdict(
            Check.STYLE_UNSAFE_INLINE,
            Severity.MEDIUM,
            "lets injected styles rewrite the page and read from it; use a nonce or hashes");
    private static final Verdict EVAL =
            new Verdict(Check.SCRIPT_UNSAFE_EVAL, Severity.MEDIUM_MAYBE, "lets text become code by eval and its like");
    private static final Verdict WASM =
            new Verdict(Check.SCRIPT_WASM_UNSAFE_EVAL, Severity.MEDIUM_MAYBE, "lets bytes become WebAssembly");
    private static final Verdict SCHEME = new Verdict(
            Check.PLAIN_URL_SCHEME,
            Severity.HIGH,
            "lets code come from anywhere by this scheme; name hosts, or use a nonce");
    private static final Verdict WILDCARD = new Verdict(
            Check.PLAIN_WILDCARD, Severity.HIGH, "lets code come from any host; name hosts, or use a nonce");

    private final Policies policies;
    private final List<Finding> found = new ArrayList<>();

    ScriptChecks(Policies policies) {
        this.policies = policies;
    }

    @Override
    public List<Finding> find() {
        INLINE.forEach(directive -> word(directive, "'unsafe-inline'", SCRIPT_INLINE));
        INLINE_STYLES.forEach(directive -> word(directive, "'unsafe-inline'", STYLE_INLINE));
        word(Directive.SCRIPT_SRC, "'unsafe-eval'", EVAL);
        word(Directive.SCRIPT_SRC, "'wasm-unsafe-eval'", WASM);
        RUN_CODE.forEach(this::openDoors);
        return found;
    }

    private void word(Directive directive, String word, Verdict verdict) {
        found.addAll(policies.letThrough(
                directive,
                view -> view.followed(directive).stream()
                        .filter(word::equals)
                        .map(value -> verdict.on(view, directive, value))
                        .toList()));
    }

    private void openDoors(Directive directive) {
        found.addAll(policies.letThrough(
                directive,
                view -> view.followed(directive).stream()
                        .flatMap(value -> door(value).map(verdict -> verdict.on(view, directive, value)).stream())
                        .toList()));
    }

    private static Optional<Verdict> door(String value) {
        if (SCHEMES.contains(value)) {
            return Optional.of(SCHEME);
        }
        return Host.isAny(value) ? Optional.of(WILDCARD) : Optional.empty();
    }

    /** What to say of a value that lets code run. */
    private record Verdict(Check check, Severity severity, String advice) {
        Finding on(PolicyView view, Directive directive, String value) {
            String ruling = view.ruling(directive).orElse(directive).toString();
            return new Finding(check, severity, ruling, value, advice);
        }
    }
}
