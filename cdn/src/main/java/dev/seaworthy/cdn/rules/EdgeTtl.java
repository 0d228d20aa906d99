package dev.seaworthy.cdn.rules;

import dev.seaworthy.core.failure.Problems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How long the edge keeps an answer. Immutable; each method gives another one. */
public final class EdgeTtl {
    /** Whose word counts. */
    public enum Mode {
        /** The origin's headers; the CDN's default if they say nothing. */
        RESPECT_ORIGIN,
        /** The origin's headers; nothing is kept if they say nothing. */
        BYPASS_BY_DEFAULT,
        /** Ours, whatever the origin says. */
        OVERRIDE_ORIGIN
    }

    /**
     * Another time for answers of some statuses.
     *
     * @param seconds zero: asks the origin each time (no-cache); -1: never kept (no-store)
     */
    public record StatusTtl(int from, int to, long seconds) {
        /** The {@code seconds} of what is never kept. */
        public static final long NO_STORE = -1;

        public StatusTtl {
            Problems problems = new Problems();
            problems.unless(from >= 100 && to <= 999 && from <= to, "statuses are 100 to 999, the lower first");
            problems.unless(seconds >= NO_STORE, "the time is seconds, 0 or -1");
            problems.refuse("TTL of statuses " + from + " to " + to);
        }

        boolean overlaps(StatusTtl other) {
            return from <= other.to && other.from <= to;
        }
    }

    private record State(Mode mode, Optional<Duration> ttl, List<StatusTtl> byStatus) {}

    private final State state;

    private EdgeTtl(State state) {
        this.state = state;
    }

    public static EdgeTtl respectOrigin() {
        return new EdgeTtl(new State(Mode.RESPECT_ORIGIN, Optional.empty(), List.of()));
    }

    public static EdgeTtl respectOriginOrBypass() {
        return new EdgeTtl(new State(Mode.BYPASS_BY_DEFAULT, Optional.empty(), List.of()));
    }

    /** Whole seconds; how few depends on the plan. */
    public static EdgeTtl override(Duration ttl) {
        return new EdgeTtl(
                new State(Mode.OVERRIDE_ORIGIN, Optional.of(Seconds.positive("An edge TTL", ttl)), List.of()));
    }

    public EdgeTtl forStatuses(int from, int to, Duration ttl) {
        return with(new StatusTtl(from, to, Seconds.positive("An edge TTL", ttl).toSeconds()));
    }

    /** Such answers are kept by nobody: for errors, which else outlive their cause. */
    public EdgeTtl noStoreForStatuses(int from, int to) {
        return with(new StatusTtl(from, to, StatusTtl.NO_STORE));
    }

    private EdgeTtl with(StatusTtl one) {
        if (state.byStatus.stream().anyMatch(one::overlaps)) {
            throw new IllegalArgumentException(
                    "Statuses " + one.from() + " to " + one.to() + " have two edge TTLs; give each status one");
        }
        List<StatusTtl> more = new ArrayList<>(state.byStatus);
        more.add(one);
        return new EdgeTtl(new State(state.mode, state.ttl, List.copyOf(more)));
    }

    public Mode mode() {
        return state.mode;
    }

    /** Of {@link Mode#OVERRIDE_ORIGIN} alone. */
    public Optional<Duration> ttl() {
        return state.ttl;
    }

    public List<StatusTtl> byStatus() {
        return state.byStatus;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EdgeTtl ttl && state.equals(ttl.state);
    }

    @Override
    public int hashCode() {
        return state.hashCode();
    }

    /** {@code P31D}, or whose word counts. */
    @Override
    public String toString() {
        String statuses = state.byStatus.isEmpty() ? "" : " " + state.byStatus;
        return state.ttl.map(ttl -> ttl.toSeconds() + " s").orElse(state.mode.toString()) + statuses;
    }
}
