package dev.seaworthy.core.deploy.vercel.routing;

import dev.seaworthy.core.deploy.vercel.document.Node;
import dev.seaworthy.core.deploy.vercel.route.RouteTrace.Redirection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The redirects that {@code cleanUrls} and {@code trailingSlash} stand for. */
final class UrlStyle {
    private static final int STATUS = 308;
    private static final Pattern WELL_KNOWN = Pattern.compile("/\\.well-known(?:/.*)?");
    private static final Pattern INDEX = Pattern.compile("/(?:(.+)/)?index(?:\\.html)?/?");
    private static final Pattern HTML = Pattern.compile("/(.*)\\.html/?");
    private static final Pattern NO_SLASH = Pattern.compile("/((?:[^/]++/)*+[^/.]++)");
    private static final Pattern FILE_WITH_SLASH = Pattern.compile("/((?:[^/]++/)*[^/]+\\.\\w+)/");
    private static final Pattern SLASH = Pattern.compile("/(.*)/");

    private final List<Rule> rules = new ArrayList<>();
    private final boolean addsSlash;

    UrlStyle(Node file) {
        Optional<Boolean> slash = file.flag("trailingSlash");
        addsSlash = slash.orElse(false);
        if (file.flag("cleanUrls").orElse(false)) {
            rules.add(new Rule("/cleanUrls", INDEX, addsSlash ? "/" : ""));
            rules.add(new Rule("/cleanUrls", HTML, addsSlash ? "/" : ""));
        }
        if (slash.isPresent() && addsSlash) {
            rules.add(new Rule("/trailingSlash", NO_SLASH, "/"));
            rules.add(new Rule("/trailingSlash", FILE_WITH_SLASH, ""));
        } else if (slash.isPresent()) {
            rules.add(new Rule("/trailingSlash", SLASH, ""));
        }
    }

    Optional<Redirection> redirect(String path) {
        for (Rule rule : rules) {
            Matcher matcher = rule.path().matcher(path);
            boolean spared = rule.pointer().equals("/trailingSlash")
                    && addsSlash
                    && WELL_KNOWN.matcher(path).matches();
            if (!spared && matcher.matches()) {
                String kept = matcher.group(1) == null ? "" : matcher.group(1);
                return Optional.of(new Redirection(rule.pointer(), STATUS, "/" + kept + rule.end()));
            }
        }
        return Optional.empty();
    }

    private record Rule(String pointer, Pattern path, String end) {}
}
