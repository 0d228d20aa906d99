package dev.seaworthy.cdn.rules;

import dev.seaworthy.cdn.expression.Expression;
import dev.seaworthy.core.failure.Problems;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How many requests a visitor may send in a time. Counted by each data centre for itself. Immutable, equal by value.
 */
public final class RateLimitRule implements Rule {
    /** The periods that Cloudflare knows, in seconds; which of them, depends on the plan. */
    public static final Set<Long> PERIODS = Set.of(
            10L, 15L, 20L, 30L, 40L, 45L, 60L, 90L, 120L, 180L, 240L, 300L, 480L, 600L, 900L, 1200L, 1800L, 2400L,
            3600L, 65535L, 86400L);

    /**
     * What one gets who sent too much.
     *
     * @param status 400 to 499
     */
    public record Answer(int status, String contentType, String body) {
        private static final Set<String> TYPES = Set.of("application/json", "text/html", "text/plain", "text/xml");

        public Answer {
            Problems problems = new Problems();
            problems.unless(status >= 400 && status <= 499, "its status is 400 to 499, not " + status);
            problems.unless(
                    TYPES.contains(contentType), "its type is one of JSON, HTML, plain text, XML: " + contentType);
            problems.unless(!body.isEmpty(), "it has no body");
            problems.refuse("Answer of a rate limit");
        }
    }

    private record State(
            Label label,
            Expression when,
            int requests,
            Duration period,
            Mitigation action,
            Optional<Duration> timeout,
            List<Characteristic> countedBy,
            boolean originOnly,
            Optional<Answer> answer) {}

    private final State state;

    private RateLimitRule(State state) {
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

    public int requests() {
        return state.requests;
    }

    public Duration period() {
        return state.period;
    }

    public Mitigation action() {
        return state.action;
    }

    /** How long one stays blocked; empty for challenges. Zero: only what is too much is refused. */
    public Optional<Duration> timeout() {
        return state.timeout;
    }

    /** With {@link Characteristic#DATA_CENTRE}, first. */
    public List<Characteristic> countedBy() {
        return state.countedBy;
    }

    /** Whether only requests that reach the origin count. */
    public boolean countsOriginOnly() {
        return state.originOnly;
    }

    /** Of {@link Mitigation#BLOCK} alone; the CDN's own page if empty. */
    public Optional<Answer> answer() {
        return state.answer;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RateLimitRule rule && state.equals(rule.state);
    }

    @Override
    public int hashCode() {
        return state.hashCode();
    }

    /** One line for people. */
    @Override
    public String toString() {
        return ref() + ": " + state.action + " above " + state.requests + " requests per " + state.period.toSeconds()
                + " s if " + state.when;
    }

    /**
     * States a limit: by address, blocking for as long as the period, unless stated otherwise. One thread at a time.
     */
    public static final class Builder {
        private final Expression when;
        private Label label;
        private int requests;
        private Duration period = Duration.ZERO;
        private Mitigation action = Mitigation.BLOCK;
        private @Nullable Duration timeout;
        private List<Characteristic> countedBy = List.of(Characteristic.IP);
        private boolean originOnly;
        private @Nullable Answer answer;

        private Builder(Label label, Expression when) {
            this.label = label;
            this.when = when;
        }

        public Builder named(String name) {
            label = label.named(name);
            return this;
        }

        /** Must be stated; the time is one of {@link RateLimitRule#PERIODS}. */
        public Builder requests(int most, Duration per) {
            requests = most;
            period = per;
            return this;
        }

        public Builder action(Mitigation mitigation) {
            action = mitigation;
            return this;
        }

        /** Whole seconds; zero refuses only what is too much, which is for Enterprise. */
        public Builder timeout(Duration time) {
            timeout = time;
            return this;
        }

        public Builder countedBy(Characteristic... characteristics) {
            countedBy = List.of(characteristics);
            return this;
        }

        /** What the cache answers does not count. */
        public Builder countOriginOnly() {
            originOnly = true;
            return this;
        }

        public Builder answer(int status, String contentType, String body) {
            answer = new Answer(status, contentType, body);
            return this;
        }

        public RateLimitRule build() {
            Problems problems = new Problems();
            problems.unless(requests > 0, "needs a number of requests, one or more");
            problems.unless(
                    period.toNanosPart() == 0 && PERIODS.contains(period.toSeconds()),
                    "has a period that is none of " + PERIODS.stream().sorted().toList() + " seconds");
            problems.unless(action != Mitigation.SKIP, "cannot skip");
            problems.unless(timeout == null || action == Mitigation.BLOCK, "has a timeout, which is for block alone");
            problems.unless(
                    timeout == null
                            || (!timeout.isNegative() && timeout.toNanosPart() == 0 && timeout.toSeconds() <= 86400),
                    "has a timeout that is not whole seconds, from 0 to a day");
            problems.unless(answer == null || action == Mitigation.BLOCK, "has an answer, which is for block alone");
            problems.unless(!countedBy.isEmpty(), "counts by nothing");
            problems.refuse("Rate limit " + label.id());
            return new RateLimitRule(new State(
                    label,
                    when,
                    requests,
                    period,
                    action,
                    action == Mitigation.BLOCK ? Optional.of(timeout == null ? period : timeout) : Optional.empty(),
                    Stream.concat(Stream.of(Characteristic.DATA_CENTRE), countedBy.stream())
                            .distinct()
                            .toList(),
                    originOnly,
                    Optional.ofNullable(answer)));
        }
    }
}
