package dev.seaworthy.cdn.rules;

import dev.seaworthy.core.failure.Problems;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What, beside the URL, tells one copy from another. Immutable, equal by value. */
public final class CacheKey {
    /** Which parameters of the query are part of it. */
    public enum Query {
        ALL,
        NONE,
        /** Those that are named, no others. */
        INCLUDE,
        /** All but those that are named. */
        EXCLUDE
    }

    /** Further parts. */
    public enum Part {
        /** The order of the query's parameters does not matter. */
        QUERY_IN_ANY_ORDER,
        /** One copy for phones, one for tablets, one for the rest. */
        DEVICE_TYPE,
        COUNTRY,
        LANGUAGE,
        /** A copy is kept only if its type is that of the URL's extension. */
        DECEPTION_ARMOR
    }

    private record State(
            Set<Part> parts, Query query, List<String> parameters, List<String> headers, List<String> cookies) {}

    private final State state;

    private CacheKey(State state) {
        this.state = state;
    }

    public static Builder builder() {
        return new Builder();
    }

    public boolean has(Part part) {
        return state.parts.contains(part);
    }

    public Query query() {
        return state.query;
    }

    /** Of the query, if it includes or excludes some. */
    public List<String> parameters() {
        return state.parameters;
    }

    /** In small letters. */
    public List<String> headers() {
        return state.headers;
    }

    public List<String> cookies() {
        return state.cookies;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CacheKey key && state.equals(key.state);
    }

    @Override
    public int hashCode() {
        return state.hashCode();
    }

    @Override
    public String toString() {
        return "query " + state.query + state.parameters + ", headers " + state.headers + ", cookies " + state.cookies
                + ", " + state.parts;
    }

    /** States a key: the whole query, and nothing else unless it is stated. One thread at a time. */
    public static final class Builder {
        private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

        private final Problems problems = new Problems();
        private final Set<Part> parts = EnumSet.noneOf(Part.class);
        private final List<String> headers = new ArrayList<>();
        private final List<String> cookies = new ArrayList<>();
        private Query query = Query.ALL;
        private List<String> parameters = List.of();

        private Builder() {}

        public Builder with(Part... more) {
            parts.addAll(List.of(more));
            return this;
        }

        public Builder ignoreQuery() {
            return query(Query.NONE, List.of());
        }

        public Builder includeQuery(String... names) {
            return query(Query.INCLUDE, List.of(names));
        }

        public Builder excludeQuery(String... names) {
            return query(Query.EXCLUDE, List.of(names));
        }

        private Builder query(Query choice, List<String> names) {
            problems.unless(query == Query.ALL, "says twice what counts of the query");
            boolean named = choice == Query.INCLUDE || choice == Query.EXCLUDE;
            problems.unless(named != names.isEmpty(), "names no parameter of the query");
            problems.unless(names.stream().noneMatch(String::isBlank), "has a parameter without a name");
            query = choice;
            parameters = names.stream().distinct().toList();
            return this;
        }

        public Builder headers(String... names) {
            for (String name : names) {
                headers.add(token("header", name).toLowerCase(Locale.ROOT));
            }
            return this;
        }

        public Builder cookies(String... names) {
            for (String name : names) {
                cookies.add(token("cookie", name));
            }
            return this;
        }

        private String token(String what, String name) {
            problems.unless(TOKEN.matcher(name).matches(), "names a " + what + " that is no token: \"" + name + "\"");
            return name;
        }

        public CacheKey build() {
            problems.refuse("Cache key");
            return new CacheKey(
                    new State(Set.copyOf(parts), query, parameters, List.copyOf(headers), List.copyOf(cookies)));
        }
    }
}
