package dev.seaworthy.security.csp.audit;

import dev.seaworthy.security.csp.Directive;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** By which words a policy lets injected code run. */
final class ScriptChecks implements Checks {
    private static final Set<String> SCHEMES = Set.of("data:", "http:", "https:");
    private static final List<Directive> RUN_CODE =
            List.of(Directive.SCRIPT_SRC, Directive.SCRIPT_SRC_ELEM, Directive.OBJECT_SRC, Directive.BASE_URI);
    private static final List<Directive> INLINE = List.of(Directive.SCRIPT_SRC_ELEM, Directive.SCRIPT_SRC_ATTR);

    private final Policies policies;
    private final List<Finding> found = new ArrayList<>();

    ScriptChecks(Policies policies) {
        this.policies = policies;
    }

    @Override
    public List<Finding> find() {
        INLINE.forEach(directive -> word(
                directive,
                "'unsafe-inline'",
                Check.SCRIPT_UNSAFE_INLINE,
                Severity.HIGH,
                "lets injected scripts and event handlers run; use a nonce or hashes"));
        List.of(Directive.STYLE_SRC_ELEM, Directive.STYLE_SRC_ATTR)
                .forEach(directive -> word(
                        directive,
                        "'unsafe-inline'",
                        Check.STYLE_UNSAFE_INLINE,
                        Severity.MEDIUM,
                        "lets injected styles rewrite the page and read from it; use a nonce or hashes"));
        word(
                Directive.SCRIPT_SRC,
                "'unsafe-eval'",
                Check.SCRIPT_UNSAFE_EVAL,
                Severity.MEDIUM_MAYBE,
                "lets text become code by eval and its like");
        word(
                Directive.SCRIPT_SRC,
                "'wasm-unsafe-eval'",
                Check.SCRIPT_WASM_UNSAFE_EVAL,
                Severity.MEDIUM_MAYBE,
                "lets bytes become WebAssembly");
        RUN_CODE.forEach(this::openDoors);
        return found;
    }

    private void word(Directive directive, String word, Check check, Severity severity, String advice) {
        found.addAll(policies.letThrough(
                directive,
                view -> view.followed(directive).stream()
                        .filter(word::equals)
                        .map(value -> finding(view, directive, value, check, severity, advice))
                        .toList()));
    }

    private void openDoors(Directive directive) {
        found.addAll(policies.letThrough(directive, view -> {
            List<Finding> doors = new ArrayList<>();
            for (String value : view.followed(directive)) {
                if (SCHEMES.contains(value)) {
                    doors.add(finding(
                            view,
                            directive,
                            value,
                            Check.PLAIN_URL_SCHEME,
                            Severity.HIGH,
                            "lets code come from anywhere by this scheme; name hosts, or use a nonce"));
                }
                if (Host.isAny(value)) {
                    doors.add(finding(
                            view,
                            directive,
                            value,
                            Check.PLAIN_WILDCARD,
                            Severity.HIGH,
                            "lets code come from any host; name hosts, or use a nonce"));
                }
            }
            return doors;
        }));
    }

    private static Finding finding(
            PolicyView view, Directive directive, String value, Check check, Severity severity, String advice) {
        return new Finding(
                check, severity, view.ruling(directive).orElse(directive).toString(), value, advice);
    }
}
