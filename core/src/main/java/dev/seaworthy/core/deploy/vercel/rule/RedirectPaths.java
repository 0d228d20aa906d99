package dev.seaworthy.core.deploy.vercel.rule;

import dev.seaworthy.core.deploy.vercel.document.Findings;
import dev.seaworthy.core.deploy.vercel.document.Node;
import dev.seaworthy.core.deploy.vercel.pattern.Steps;
import dev.seaworthy.core.deploy.vercel.route.RouteTrace.Redirection;
import dev.seaworthy.core.deploy.vercel.routing.Entry;
import dev.seaworthy.core.deploy.vercel.routing.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where redirects lead: in a circle, over several hops, or for ever to a place without TLS. */
final class RedirectPaths {
    /** Browsers give up after 20. */
    private static final int MOST_HOPS = 20;

    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> PERMANENT = Set.of(301, 308);

    private final Router router;
    private final Findings findings;
    private final Steps steps;

    private RedirectPaths(Router router, Steps steps, Findings findings) {
        this.router = router;
        this.steps = steps;
        this.findings = findings;
    }

    static void check(Router router, Steps steps, Findings findings) {
        RedirectPaths paths = new RedirectPaths(router, steps, findings);
        router.redirects().forEach(paths::check);
    }

    private void check(Entry entry) {
        status(entry);
        String destination = entry.destination().orElse("");
        if (PERMANENT.contains(entry.status())
                && destination.toLowerCase(Locale.ROOT).startsWith("http://")) {
            findings.warning(
                    entry.node().at("destination"),
                    "sends browsers to http:// for good: they remember it",
                    "Use https://, or a redirect that is not permanent.");
        }
        if (!entry.isConditional()) {
            entry.pattern().sample(steps).ifPresent(path -> follow(entry, path));
        }
    }

    private void status(Entry entry) {
        Node status = entry.node().at("statusCode");
        if (status.whole().filter(code -> !STATUSES.contains(code)).isPresent()) {
            findings.warning(
                    status, "is no status of a redirect", "Set 301, 302, 303, 307 or 308, or use \"permanent\".");
        }
    }

    private void follow(Entry entry, String path) {
        List<String> seen = new ArrayList<>(List.of(path));
        List<String> hops = new ArrayList<>();
        Optional<Redirection> redirect = router.redirect(path, steps);
        if (redirect.filter(first -> first.pointer().equals(entry.pointer())).isEmpty()) {
            return;
        }
        while (redirect.isPresent() && hops.size() <= MOST_HOPS) {
            hops.add(redirect.get().pointer());
            Optional<String> next = pathOf(redirect.get().location());
            if (next.filter(seen::contains).isPresent() || hops.size() > MOST_HOPS) {
                loop(entry, hops);
                return;
            }
            next.ifPresent(seen::add);
            redirect = next.flatMap(there -> router.redirect(there, steps));
        }
        if (hops.size() > 1) {
            findings.warning(
                    entry.node().at("destination"),
                    "takes %d redirects, one after the other: %s".formatted(hops.size(), String.join(", ", hops)),
                    "Lead to the last place at once.");
        }
    }

    private void loop(Entry entry, List<String> hops) {
        List<String> through = hops.stream().distinct().toList();
        findings.error(
                entry.node().at("destination"),
                "leads round in a circle: " + String.join(", ", through),
                "Let it lead to a path that is not redirected.");
    }

    /** Empty if the location is on another host, perhaps. */
    private static Optional<String> pathOf(String location) {
        boolean here = location.startsWith("/") && !location.startsWith("//");
        return here ? Optional.of(location.split("[?#]", 2)[0]) : Optional.empty();
    }
}
