package dev.seaworthy.core.deploy.vercel.routing;

import dev.seaworthy.core.deploy.vercel.document.Node;
import dev.seaworthy.core.deploy.vercel.pattern.Steps;
import dev.seaworthy.core.deploy.vercel.route.RouteTrace;
import dev.seaworthy.core.deploy.vercel.route.RouteTrace.Redirection;
import dev.seaworthy.core.deploy.vercel.route.RouteTrace.Rewriting;
import dev.seaworthy.core.deploy.vercel.route.RouteTrace.SetHeader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The routes of one file in the order in which Vercel asks them: redirects, headers, rewrites. Immutable. */
public final class Router {
    private final UrlStyle style;
    private final List<Entry> redirects;
    private final List<Entry> headers;
    private final List<Entry> rewrites;

    private Router(Node file) {
        style = new UrlStyle(file);
        redirects = Entry.all(file, "redirects");
        headers = Entry.all(file, "headers");
        rewrites = Entry.all(file, "rewrites");
    }

    /** The routes whose sources can be read; the others are left out. */
    public static Router of(Node file) {
        return new Router(file);
    }

    public List<Entry> redirects() {
        return redirects;
    }

    public List<Entry> headers() {
        return headers;
    }

    public List<Entry> rewrites() {
        return rewrites;
    }

    public RouteTrace trace(String path, Steps steps) {
        List<String> undecided = new ArrayList<>();
        Optional<Redirection> redirect = redirect(path, steps, undecided);
        return redirect.isPresent()
                ? new RouteTrace(path, redirect, List.of(), Optional.empty(), undecided)
                : new RouteTrace(
                        path, redirect, headers(path, steps, undecided), rewrite(path, steps, undecided), undecided);
    }

    /** The redirect of a path, if what is undecided does not apply. */
    public Optional<Redirection> redirect(String path, Steps steps) {
        return redirect(path, steps, new ArrayList<>());
    }

    private Optional<Redirection> redirect(String path, Steps steps, List<String> undecided) {
        Optional<Redirection> byStyle = style.redirect(path);
        return byStyle.isPresent()
                ? byStyle
                : first(redirects, path, steps, undecided)
                        .map(found -> new Redirection(
                                found.entry().pointer(),
                                found.entry().status(),
                                found.entry().destination(found.values(), true)));
    }

    private Optional<Rewriting> rewrite(String path, Steps steps, List<String> undecided) {
        return first(rewrites, path, steps, undecided)
                .map(found ->
                        new Rewriting(found.entry().pointer(), found.entry().destination(found.values(), false)));
    }

    private List<SetHeader> headers(String path, Steps steps, List<String> undecided) {
        Map<String, SetHeader> set = new LinkedHashMap<>();
        for (Entry entry : headers) {
            Optional<Map<String, String>> values = entry.pattern().match(path, steps);
            if (values.isPresent() && entry.isConditional()) {
                undecided.add(entry.pointer());
            } else if (values.isPresent()) {
                for (SetHeader header : headers(entry, values.get())) {
                    String name = header.name().toLowerCase(Locale.ROOT);
                    set.remove(name);
                    set.put(name, header);
                }
            }
        }
        return List.copyOf(set.values());
    }

    private static List<SetHeader> headers(Entry entry, Map<String, String> values) {
        List<SetHeader> headers = new ArrayList<>();
        for (Node header : entry.node().list("headers")) {
            Optional<String> name = header.text("key");
            Optional<String> value = header.text("value");
            if (name.isPresent() && value.isPresent()) {
                headers.add(new SetHeader(
                        header.pointer(),
                        Destination.filled(name.get(), entry.pattern(), values),
                        Destination.filled(value.get(), entry.pattern(), values)));
            }
        }
        return headers;
    }

    private static Optional<Found> first(List<Entry> entries, String path, Steps steps, List<String> undecided) {
        for (Entry entry : entries) {
            Optional<Map<String, String>> values = entry.pattern().match(path, steps);
            if (values.isPresent() && entry.isConditional()) {
                undecided.add(entry.pointer());
            } else if (values.isPresent()) {
                return Optional.of(new Found(entry, values.get()));
            }
        }
        return Optional.empty();
    }

    private record Found(Entry entry, Map<String, String> values) {}
}
