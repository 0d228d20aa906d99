package dev.seaworthy.cdn.rules;

import dev.seaworthy.cdn.expression.Expression;
import dev.seaworthy.core.failure.Problems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Headers that the CDN sets, adds to, or takes off answers. Immutable, equal by value. */
public final class HeaderRule implements Rule {
    /** What is done with a header. */
    public enum Operation {
        /** It has this value and no other. */
        SET,
        /** It has this value too. */
        ADD,
        REMOVE
    }

    /**
     * One header.
     *
     * @param value empty if it is removed
     */
    public record Change(Operation operation, String name, String value) {}

    private record State(Label label, Expression when, List<Change> changes) {}

    private final State state;

    private HeaderRule(State state) {
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

    /** In the order in which they were stated. */
    public List<Change> changes() {
        return state.changes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HeaderRule rule && state.equals(rule.state);
    }

    @Override
    public int hashCode() {
        return state.hashCode();
    }

    /** One line for people. */
    @Override
    public String toString() {
        List<String> changes = state.changes.stream()
                .map(change -> change.operation() + " " + change.name())
                .toList();
        return ref() + ": " + String.join(", ", changes) + " if " + state.when;
    }

    /** States a rule. One thread at a time. */
    public static final class Builder {
        private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
        private static final Pattern VALUE = Pattern.compile("[!-~]([ -~\\t]*[!-~])?");

        private final Problems problems = new Problems();
        private final List<Change> changes = new ArrayList<>();
        private final Set<String> seen = new HashSet<>();
        private final Expression when;
        private Label label;

        private Builder(Label label, Expression when) {
            this.label = label;
            this.when = when;
        }

        public Builder named(String name) {
            label = label.named(name);
            return this;
        }

        public Builder set(String name, String value) {
            return with(new Change(Operation.SET, name, value));
        }

        public Builder add(String name, String value) {
            return with(new Change(Operation.ADD, name, value));
        }

        public Builder remove(String name) {
            return with(new Change(Operation.REMOVE, name, ""));
        }

        private Builder with(Change change) {
            boolean named = NAME.matcher(change.name()).matches();
            problems.unless(named, "has a header whose name is no RFC 9110 token");
            problems.unless(
                    change.operation() == Operation.REMOVE
                            || VALUE.matcher(change.value()).matches(),
                    "has a value for " + (named ? change.name() : "it") + " that is not one line of printable ASCII");
            problems.unless(
                    seen.add(change.name().toLowerCase(Locale.ROOT)),
                    "changes " + (named ? change.name() : "a header") + " twice");
            changes.add(change);
            return this;
        }

        public HeaderRule build() {
            problems.unless(!changes.isEmpty(), "changes no header");
            problems.refuse("Header rule " + label.id());
            return new HeaderRule(new State(label, when, List.copyOf(changes)));
        }
    }
}
