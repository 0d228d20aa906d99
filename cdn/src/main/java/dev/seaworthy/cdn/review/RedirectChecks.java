package dev.seaworthy.cdn.review;

import dev.seaworthy.cdn.expression.SampleRequest;
import dev.seaworthy.cdn.rules.RedirectRule;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where redirects lead. Targets that are expressions are not followed. */
final class RedirectChecks {
    private static final int MOST_HOPS = 10;

    private final Trials trials;
    private final Findings findings;
    private final Map<URI, Optional<RedirectRule>> firsts = new HashMap<>();

    RedirectChecks(Trials trials, Findings findings) {
        this.trials = trials;
        this.findings = findings;
    }

    void run() {
        for (RedirectRule rule : trials.rules().redirects()) {
            List<String> paths = trials.pathsOf(rule);
            (paths.isEmpty() ? List.of("/") : paths).forEach(path -> follow(trials.at(path)));
            if (rule.target().text().startsWith("http://")) {
                findings.add(
                        Check.REDIRECT_TO_HTTP,
                        Severity.MEDIUM,
                        List.of(rule.ref()),
                        "sends visitors to plain HTTP, where anyone on the way reads and changes; name https");
            }
        }
    }

    private void follow(SampleRequest start) {
        List<String> refs = new ArrayList<>();
        List<URI> seen = new ArrayList<>(List.of(start.uri()));
        SampleRequest at = start;
        Optional<RedirectRule> next = first(at);
        while (next.isPresent() && refs.size() < MOST_HOPS) {
            refs.add(next.get().ref());
            if (next.get().target().isExpression()) {
                break;
            }
            URI target = at.uri().resolve(next.get().target().text());
            if (seen.contains(target)) {
                findings.add(
                        Check.REDIRECT_LOOP,
                        Severity.HIGH,
                        distinct(refs),
                        start.path() + " comes back to " + target + " and never arrives");
                return;
            }
            seen.add(target);
            if (!start.uri().getHost().equalsIgnoreCase(target.getHost())) {
                break;
            }
            at = SampleRequest.get(target.toString());
            next = first(at);
        }
        if (refs.size() > 1) {
            findings.add(
                    Check.REDIRECT_CHAIN,
                    Severity.LOW,
                    distinct(refs),
                    start.path() + " is sent on " + refs.size() + " times; send it where it ends");
        }
    }

    private Optional<RedirectRule> first(SampleRequest request) {
        return firsts.computeIfAbsent(
                request.uri(),
                uri -> trials.rules().redirects().stream()
                        .filter(rule -> rule.when().match(request).isYes())
                        .findFirst());
    }

    private static List<String> distinct(List<String> refs) {
        return refs.stream().distinct().toList();
    }
}
