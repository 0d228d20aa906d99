package dev.seaworthy.core.deploy.vercel.rule;

import dev.seaworthy.core.deploy.vercel.document.Findings;
import dev.seaworthy.core.deploy.vercel.document.Node;
import dev.seaworthy.core.deploy.vercel.pattern.PathPattern;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sources that path-to-regexp refuses or that match nothing, and destinations that ask for what no source has. */
final class Patterns {
    private static final Pattern NAMED_GROUP = Pattern.compile("\\(\\?<([a-zA-Z][a-zA-Z0-9]*)>");
    private static final Pattern PARAMETER = Pattern.compile("(?<!\\\\):(\\w+)");
    private static final Pattern ABSOLUTE = Pattern.compile("https?://[^/?#]+.*", Pattern.DOTALL);

    private Patterns() {}

    static void check(Node file, Findings findings) {
        for (String name : List.of("headers", "redirects", "rewrites")) {
            for (Node entry : file.list(name)) {
                entry.text("source").ifPresent(source -> source(entry, source, findings));
            }
        }
        for (Node route : file.list("routes")) {
            route.text("src").or(() -> route.text("source")).ifPresent(source -> {
                Optional<String> reason = reason(() -> PathPattern.checkRegex(source));
                reason.ifPresent(why -> findings.error(
                        route.at(route.has("src") ? "src" : "source"),
                        Findings.quoted(source) + " is no regular expression: " + why,
                        "Correct the pattern."));
            });
        }
    }

    private static void source(Node entry, String source, Findings findings) {
        Node at = entry.at("source");
        Optional<String> refused = reason(() -> PathPattern.ofSource(source));
        if (refused.isPresent()) {
            findings.error(
                    at,
                    Findings.quoted(source) + " is no pattern that path-to-regexp takes: " + refused.get(),
                    "Correct the pattern; a character that is meant as it is needs a backslash before it.");
            return;
        }
        if (!source.startsWith("/")) {
            findings.error(at, Findings.quoted(source) + " matches no path", "Let it begin with \"/\".");
        }
        entry.text("destination").ifPresent(destination -> destination(entry, source, destination, findings));
    }

    private static void destination(Node entry, String source, String destination, Findings findings) {
        Node at = entry.at("destination");
        Set<String> known = new TreeSet<>(PathPattern.ofSource(source).names());
        known.addAll(conditionNames(entry));
        Matcher parameters = PARAMETER.matcher(withoutPort(destination.split("#", 2)[0]));
        while (parameters.find()) {
            if (!known.contains(parameters.group(1))) {
                findings.error(
                        at,
                        "asks for " + Findings.quoted(":" + parameters.group(1))
                                + ", which neither source nor has names",
                        "Name it in the source, or correct the name.");
            }
        }
        boolean variable = !entry.list("env").isEmpty();
        if (!variable
                && !destination.startsWith("/")
                && !ABSOLUTE.matcher(destination).matches()) {
            findings.warning(
                    at,
                    "is neither a path from \"/\" on nor an http(s) URL",
                    "Let it begin with \"/\" or \"https://\".");
        }
    }

    private static String withoutPort(String destination) {
        return destination
                .replaceFirst("^(\\w+://[^/?#]*?):\\d+(?=[/?#]|$)", "$1")
                .replaceFirst("^\\w+://", "");
    }

    private static Set<String> conditionNames(Node entry) {
        Set<String> names = new TreeSet<>();
        for (Node condition : entry.list("has")) {
            Optional<String> value = condition.text("value").filter(text -> !text.isEmpty());
            value.ifPresent(text -> NAMED_GROUP
                    .matcher(text)
                    .results()
                    .map(found -> found.group(1))
                    .forEach(names::add));
            if (condition.text("type").filter("host"::equals).isPresent()) {
                names.add("host");
            } else if (value.isEmpty()) {
                condition.text("key").ifPresent(names::add);
            }
        }
        return names;
    }

    private static Optional<String> reason(Runnable reading) {
        try {
            reading.run();
            return Optional.empty();
        } catch (IllegalArgumentException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }
}
