package dev.seaworthy.security.http.maintenance;

import dev.seaworthy.security.declaration.Problems;
import dev.seaworthy.security.http.message.Answer;
import dev.seaworthy.security.http.message.IncomingRequest;
import dev.seaworthy.security.http.message.RequestPath;
import dev.seaworthy.security.http.path.OpenPaths;
import dev.seaworthy.security.http.proxy.AddressRange;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Closes the service while a switch is on: 503 with {@code Retry-After}, as a small page to whoever prefers HTML, and
 * as problem details (RFC 9457) to all others. Safe for use by many threads.
 *
 * <p><b>Guarantees</b>: the switch is asked at each request, so that it needs no restart. While it throws, its last
 * position holds, and the service is open if it never had one; the log tells of it once, until it works again.
 *
 * <p><b>Not covered</b>: requests that are under way when the switch turns on, and jobs.
 */
public final class MaintenanceMode {
    /** The default of {@link Builder#retryAfter}: 5 minutes. */
    public static final Duration DEFAULT_RETRY_AFTER = Duration.ofMinutes(5);

    private static final Duration LONGEST_RETRY_AFTER = Duration.ofDays(365);

    private final Switch closed;
    private final OpenPaths paths;
    private final Callers callers;
    private final Closure closure;

    private MaintenanceMode(Builder builder) {
        closed = new Switch(builder.isOn);
        paths = new OpenPaths(builder.paths);
        callers = new Callers(builder.ranges, builder.predicates);
        closure = new Closure(builder.message, builder.retryAfter);
    }

    /** The switch, such as {@code () -> environment.values().maintenanceMode()}; it is asked often, so a fast one. */
    public static Builder when(BooleanSupplier isOn) {
        return new Builder(isOn);
    }

    /**
     * The answer to a request while the service is closed to it; empty if it may pass.
     *
     * @param client asked only if the service is closed and some addresses are let in
     */
    public Optional<Answer> answer(IncomingRequest request, Supplier<Optional<InetAddress>> client) {
        boolean passes = !closed.isOn() || paths.contain(request) || callers.contain(request, client);
        return passes ? Optional.empty() : Optional.of(closure.answer(request));
    }

    /** States who is let in, and what the others are told. */
    public static final class Builder {
        private final Problems problems = new Problems("MaintenanceMode");
        private final BooleanSupplier isOn;
        private final List<String> paths = new ArrayList<>();
        private final List<AddressRange> ranges = new ArrayList<>();
        private final List<Predicate<IncomingRequest>> predicates = new ArrayList<>();
        private Duration retryAfter = DEFAULT_RETRY_AFTER;
        private String message = "The service is down for maintenance. Please try again later.";
        private boolean allClosed;

        private Builder(BooleanSupplier isOn) {
            this.isOn = isOn;
        }

        /**
         * Stay open to all: one path, such as {@code /health}, or all that begin with one that ends with a slash, such
         * as {@code /api/cron/}; by case. State the path by which your platform looks whether the service is alive.
         */
        public Builder openPaths(String... paths) {
            for (String path : paths) {
                if (RequestPath.isSettled(path)) {
                    this.paths.add(path);
                } else {
                    problems.add(
                            "path \"" + path + "\" must begin with a slash, without *, %, ;, \\, // or dot segments;"
                                    + " write /health, or /api/cron/ for all that begins so");
                }
            }
            return this;
        }

        /** Closes even the health check: the platform may then restart or replace what it takes for dead. */
        public Builder closeAllPaths() {
            allClosed = true;
            return this;
        }

        /**
         * Lets in the clients of these addresses, each a block in CIDR notation. Behind a proxy that is not among
         * {@code HttpSecurity.Builder.trustedProxies}, the client is that proxy.
         */
        public Builder openTo(String cidr, String... more) {
            problems.collect(() -> ranges.add(AddressRange.of(cidr)));
            for (String each : more) {
                problems.collect(() -> ranges.add(AddressRange.of(each)));
            }
            return this;
        }

        /** Lets in what this accepts, from many threads. Nobody is let in by one that throws. */
        public Builder openTo(Predicate<IncomingRequest> callers) {
            predicates.add(callers);
            return this;
        }

        /** When to ask again, in seconds, rounded up (RFC 9110 §10.2.3); 5 minutes if not said. */
        public Builder retryAfter(Duration time) {
            if (time.isNegative() || time.isZero() || time.compareTo(LONGEST_RETRY_AFTER) > 0) {
                problems.add("retryAfter is " + time + "; give a time above zero, up to " + LONGEST_RETRY_AFTER);
            }
            retryAfter = time;
            return this;
        }

        /** Plain text, told to everyone. */
        public Builder message(String text) {
            if (text.isBlank()) {
                problems.add("message is blank; say what is going on, or leave it out");
            }
            message = text;
            return this;
        }

        /** Refuses with an {@link IllegalArgumentException} that tells all problems. */
        public MaintenanceMode build() {
            if (paths.isEmpty() && !allClosed) {
                problems.add("no path stays open; state the one of the health check, as in openPaths(\"/health\"),"
                        + " or closeAllPaths()");
            }
            if (!paths.isEmpty() && allClosed) {
                problems.add("openPaths and closeAllPaths are both stated; state one");
            }
            problems.refuse();
            return new MaintenanceMode(this);
        }
    }
}
