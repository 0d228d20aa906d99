package dev.seaworthy.security.csp.audit;

import dev.seaworthy.security.csp.Directive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the hosts, nonces and addresses of a policy are worth. */
final class SourceChecks implements Checks {
    private static final int SHORTEST_NONCE = 8;
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]+={0,2}");
    private static final Set<String> WEB = Set.of("http:", "https:");
    /** Directives about places of which an open list is bad, though it runs no code. */
    private static final Map<Directive, Severity> OPEN_PLACES =
            Map.of(Directive.FORM_ACTION, Severity.LOW, Directive.FRAME_ANCESTORS, Severity.MEDIUM);

    private final Policies policies;
    private final List<Finding> found = new ArrayList<>();

    SourceChecks(Policies policies) {
        this.policies = policies;
    }

    @Override
    public List<Finding> find() {
        found.addAll(policies.letThrough(Directive.SCRIPT_SRC, this::scriptHosts));
        found.addAll(policies.letThrough(Directive.OBJECT_SRC, this::objectHosts));
        OPEN_PLACES.forEach(this::openPlaces);
        policies.stream().forEach(view -> view.policy().directives().forEach(this::values));
        return found;
    }

    private List<Finding> scriptHosts(PolicyView view) {
        List<String> values = view.followed(Directive.SCRIPT_SRC);
        if (values.contains("'none'")) {
            return List.of();
        }
        boolean evalAllowed = values.contains("'unsafe-eval'");
        return values.stream()
                .flatMap(value -> scriptHost(view, value, evalAllowed).stream())
                .toList();
    }

    private static Optional<Finding> scriptHost(PolicyView view, String value, boolean evalAllowed) {
        if (value.equals("'self'")) {
            return Optional.of(bypass(
                    view,
                    value,
                    Severity.MEDIUM_MAYBE,
                    "is a way in if you serve JSONP, AngularJS or uploads yourself"));
        }
        if (value.startsWith("'") || value.endsWith(":") || !value.contains(".")) {
            return Optional.empty();
        }
        Host host = Host.of(value);
        boolean known = KnownBypasses.isAngular(host) || KnownBypasses.isJsonp(host, evalAllowed);
        return Optional.of(
                known && !host.hasPath()
                        ? bypass(
                                view,
                                value,
                                Severity.HIGH,
                                "serves code that an attacker can steer; use a nonce instead")
                        : bypass(
                                view,
                                value,
                                Severity.MEDIUM_MAYBE,
                                "is a way in if it serves JSONP or AngularJS; look, or use a nonce instead"));
    }

    private static Finding bypass(PolicyView view, String value, Severity severity, String advice) {
        return new Finding(Check.SCRIPT_ALLOWLIST_BYPASS, severity, ruling(view, Directive.SCRIPT_SRC), value, advice);
    }

    private List<Finding> objectHosts(PolicyView view) {
        return view.has(Directive.OBJECT_SRC)
                ? view.followed(Directive.OBJECT_SRC).stream()
                        .filter(value -> !value.equals("'none'"))
                        .map(value -> new Finding(
                                Check.OBJECT_ALLOWLIST_BYPASS,
                                Severity.MEDIUM_MAYBE,
                                "object-src",
                                value,
                                "lets plug-ins be loaded, which no page needs today; state 'none'"))
                        .toList()
                : List.of();
    }

    private void openPlaces(Directive directive, Severity severity) {
        found.addAll(policies.letThrough(
                directive,
                view -> view.followed(directive).stream()
                        .filter(value -> WEB.contains(value) || Host.isAny(value))
                        .map(value -> new Finding(
                                Host.isAny(value) ? Check.PLAIN_WILDCARD : Check.PLAIN_URL_SCHEME,
                                severity,
                                directive.toString(),
                                value,
                                "names no host, so any will do; name those that are meant"))
                        .toList()));
    }

    private void values(String directive, List<String> values) {
        for (String value : values) {
            if (value.startsWith("'nonce-") && value.endsWith("'") && value.length() > 8) {
                nonce(directive, value);
            } else if (value.startsWith("http://")) {
                found.add(new Finding(
                        Check.SRC_HTTP, Severity.MEDIUM, directive, value, "is not encrypted on its way; use https"));
            }
            if (!directive.equals("report-uri") && Host.of(value).isIp()) {
                ip(directive, value);
            }
        }
    }

    private void nonce(String directive, String value) {
        String nonce = value.substring("'nonce-".length(), value.length() - 1);
        if (nonce.length() < SHORTEST_NONCE) {
            found.add(new Finding(
                    Check.NONCE_LENGTH, Severity.MEDIUM, directive, value, "can be guessed; use 128 random bits"));
        }
        if (!BASE64.matcher(nonce).matches()) {
            found.add(new Finding(
                    Check.NONCE_CHARSET, Severity.INFO, directive, value, "is not base64, as a nonce has to be"));
        }
    }

    private void ip(String directive, String value) {
        String advice = Host.of(value).name().equals("127.0.0.1")
                ? "is this machine; leave it out in production"
                : "is an IP address, which browsers do not match; name a host";
        found.add(new Finding(Check.IP_SOURCE, Severity.INFO, directive, value, advice));
    }

    private static String ruling(PolicyView view, Directive directive) {
        return view.ruling(directive).orElse(directive).toString();
    }
}
