package dev.seaworthy.cdn.rules;

import dev.seaworthy.cdn.expression.Expression;
import dev.seaworthy.core.failure.Problems;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Where visitors are sent instead. The first that fits counts. Immutable, equal by value. */
public final class RedirectRule implements Rule {
    /**
     * A place.
     *
     * @param text a URL, or an expression that gives one
     */
    public record Target(String text, boolean isExpression) {}

    private record State(Label label, Expression when, Target target, int status, boolean keepsQuery) {}

    private final State state;

    private RedirectRule(State state) {
        this.state = state;
    }

    public static Builder path(String id, String pathPattern) {
        return when(id, Expression.path(pathPattern));
    }

    public static Builder when(String id, Expression when) {
        return new Builder(Label.of(id), when);
    }

    @Override
    public String ref() {
        return state.label.ref();
    }

    @Override
    public String name() {
        return state.label.name();
    }

    @Override
    public Expression when() {
        return state.when;
    }

    public Target target() {
        return state.target;
    }

    /** 301, 302, 307 or 308. */
    public int status() {
        return state.status;
    }

    public boolean isPermanent() {
        return state.status == Builder.MOVED || state.status == Builder.MOVED_METHOD_KEPT;
    }

    public boolean keepsQuery() {
        return state.keepsQuery;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RedirectRule rule && state.equals(rule.state);
    }

    @Override
    public int hashCode() {
        return state.hashCode();
    }

    /** One line for people. */
    @Override
    public String toString() {
        return ref() + ": " + state.status + " to " + state.target.text() + " if " + state.when;
    }

    /** States a redirect: temporary, without the query, unless stated otherwise. One thread at a time. */
    public static final class Builder {
        private static final int MOVED = 301;
        private static final int FOUND = 302;
        private static final int FOUND_METHOD_KEPT = 307;
        private static final int MOVED_METHOD_KEPT = 308;

        private final Problems problems = new Problems();
        private final Expression when;
        private Label label;
        private @Nullable Target target;
        private boolean permanent;
        private boolean keepsMethod;
        private boolean keepsQuery;

        private Builder(Label label, Expression when) {
            this.label = label;
            this.when = when;
        }

        public Builder named(String name) {
            label = label.named(name);
            return this;
        }

        /** An absolute URL of http or https, or a path of the same host. */
        public Builder to(String url) {
            problems.unless(isPlace(url), "goes to what is no URL of the web and no path: \"" + printable(url) + "\"");
            return target(url, false);
        }

        /** The same path at another host, by HTTPS. */
        public Builder toHost(String host) {
            problems.unless(host.matches("[A-Za-z0-9.-]+(:\\d{1,5})?"), "goes to what is no host: " + printable(host));
            return target("concat(\"https://" + host + "\", http.request.uri.path)", true);
        }

        /** An expression of Cloudflare's that gives the URL, sent as it is: an open redirect if a visitor steers it. */
        public Builder toExpressionUnsafely(String expression) {
            problems.unless(!expression.isBlank(), "goes nowhere");
            return target(expression, true);
        }

        private Builder target(String text, boolean isExpression) {
            problems.unless(target == null, "goes to two places");
            target = new Target(text, isExpression);
            return this;
        }

        /** 301 or 308: browsers remember it for as long as they like, and nobody can call it back. */
        public Builder rememberedByBrowsersForever() {
            permanent = true;
            return this;
        }

        /** A POST stays a POST: 307 or 308. */
        public Builder keepMethod() {
            keepsMethod = true;
            return this;
        }

        public Builder keepQuery() {
            keepsQuery = true;
            return this;
        }

        public RedirectRule build() {
            Target place = target == null ? new Target("", false) : target;
            problems.unless(target != null, "goes nowhere");
            problems.unless(!keepsQuery || !place.text().contains("?"), "keeps the query, and goes to one of its own");
            problems.refuse("Redirect " + label.id());
            int moved = keepsMethod ? MOVED_METHOD_KEPT : MOVED;
            int found = keepsMethod ? FOUND_METHOD_KEPT : FOUND;
            return new RedirectRule(new State(label, when, place, permanent ? moved : found, keepsQuery));
        }

        private static boolean isPlace(String url) {
            try {
                URI uri = new URI(url);
                boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
                boolean path = uri.getScheme() == null && uri.getRawAuthority() == null && url.startsWith("/");
                return path || (web && uri.getHost() != null && uri.getRawUserInfo() == null);
            } catch (URISyntaxException e) {
                return false;
            }
        }

        private static String printable(String text) {
            return text.replaceAll("[^ -~]", "?").replaceAll("//[^/]*@", "//");
        }
    }
}
