package dev.seaworthy.cdn.rules;

import dev.seaworthy.cdn.expression.Expression;
import dev.seaworthy.core.failure.Problems;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Settings that hold for some requests otherwise than for the rest; a later rule wins. Immutable, equal by value. */
public final class ConfigurationRule implements Rule {
    private record State(
            Label label,
            Expression when,
            Optional<Polish> polish,
            Optional<SslMode> ssl,
            Optional<SecurityLevel> securityLevel,
            Optional<Boolean> automaticHttpsRewrites) {}

    private final State state;

    private ConfigurationRule(State state) {
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

    public Optional<Polish> polish() {
        return state.polish;
    }

    public Optional<SslMode> ssl() {
        return state.ssl;
    }

    public Optional<SecurityLevel> securityLevel() {
        return state.securityLevel;
    }

    public Optional<Boolean> automaticHttpsRewrites() {
        return state.automaticHttpsRewrites;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConfigurationRule rule && state.equals(rule.state);
    }

    @Override
    public int hashCode() {
        return state.hashCode();
    }

    /** One line for people. */
    @Override
    public String toString() {
        return ref() + ":"
                + state.polish.map(value -> " polish " + value).orElse("")
                + state.ssl.map(value -> " ssl " + value).orElse("")
                + state.securityLevel.map(value -> " security level " + value).orElse("")
                + state.automaticHttpsRewrites
                        .map(value -> " automatic HTTPS rewrites " + value)
                        .orElse("")
                + " if " + state.when;
    }

    /** States a rule; what is not stated stays as it is for the zone. One thread at a time. */
    public static final class Builder {
        private final Expression when;
        private Label label;
        private @Nullable Polish polish;
        private @Nullable SslMode ssl;
        private @Nullable SecurityLevel securityLevel;
        private @Nullable Boolean automaticHttpsRewrites;

        private Builder(Label label, Expression when) {
            this.label = label;
            this.when = when;
        }

        public Builder named(String name) {
            label = label.named(name);
            return this;
        }

        public Builder polish(Polish value) {
            polish = value;
            return this;
        }

        public Builder ssl(SslMode value) {
            ssl = value;
            return this;
        }

        public Builder securityLevel(SecurityLevel value) {
            securityLevel = value;
            return this;
        }

        public Builder automaticHttpsRewrites(boolean on) {
            automaticHttpsRewrites = on;
            return this;
        }

        public ConfigurationRule build() {
            State built = new State(
                    label,
                    when,
                    Optional.ofNullable(polish),
                    Optional.ofNullable(ssl),
                    Optional.ofNullable(securityLevel),
                    Optional.ofNullable(automaticHttpsRewrites));
            Problems problems = new Problems();
            problems.unless(
                    polish != null || ssl != null || securityLevel != null || automaticHttpsRewrites != null,
                    "states no setting");
            problems.refuse("Configuration rule " + label.id());
            return new ConfigurationRule(built);
        }
    }
}
