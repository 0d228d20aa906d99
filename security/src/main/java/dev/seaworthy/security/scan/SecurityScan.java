package dev.seaworthy.security.scan;

import dev.seaworthy.core.deploy.check.Check;
import dev.seaworthy.security.declaration.Problems;
import dev.seaworthy.security.scan.grade.Grade;
import dev.seaworthy.security.scan.rule.Judgement;
import dev.seaworthy.security.scan.visit.Hosts;
import dev.seaworthy.security.scan.visit.InconclusiveException;
import dev.seaworthy.security.scan.visit.Visit;
import dev.seaworthy.security.scan.visit.Wanted;
import java.net.URI;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Asks one address how it protects its visitors, and grades the answers. Immutable; each run asks anew. Safe for use by
 * many threads.
 *
 * <p><b>Guarantees</b>: it sends GET, HEAD and OPTIONS alone, to the host of the target alone, at most
 * {@value #MOST_REQUESTS} requests and {@value #REQUESTS_OF_PATH} for each further path, beside the connections of one
 * {@link dev.seaworthy.core.tls.TlsInspection}. Whatever the other side does, it ends within its deadline and is in the
 * report. A report is printable ASCII and shows no value of a cookie or nonce.
 *
 * <p>The score is that of MDN's HTTP Observatory. What that does not look at holds the grade down, as SSL Labs does: a
 * critical finding to F, a high one to C, a medium one to B, a low one to A. Ours are the origins but any site, answers
 * at paths that nobody has, HEAD, nonces that come twice, names of servers, headers sent twice, caching, prefixes of
 * cookies, and TLS. Those of {@link dev.seaworthy.security.csp.audit.CspAudit} are told and hold nothing down.
 *
 * <p>A redirect is followed on the host and port of the target, and from HTTP to HTTPS or back. There is no grade if
 * there is no page: no answer, no end to it, a status other than 2xx, another host or port, or a certificate that is
 * not trusted.
 *
 * <p><b>Not covered</b>: what needs an account, a script or a browser; lists of preloaded hosts.
 */
public final class SecurityScan {
    /** How long a request may take by default, with its whole answer: 5 seconds. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

    /** How long all may take together by default: a minute. */
    public static final Duration DEFAULT_DEADLINE = Duration.ofMinutes(1);

    /** What is sent at most, with five redirects each of the target and of plain HTTP. */
    public static final int MOST_REQUESTS = Visit.MOST_REQUESTS;

    /** What is sent at most for each further path. */
    public static final int REQUESTS_OF_PATH = Visit.REQUESTS_OF_PATH;

    private final Wanted wanted;

    private SecurityScan(Wanted wanted) {
        this.wanted = wanted;
    }

    /** Scans the page at this address of HTTP or HTTPS. */
    public static Builder of(URI target) {
        return new Builder(Objects.requireNonNull(target, "target"));
    }

    /**
     * Waits until all is found out, or until the deadline.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    public ScanReport run() throws InterruptedException {
        Instant at = wanted.clock().instant();
        try (Visit visit = new Visit(wanted)) {
            return report(at, visit);
        }
    }

    /**
     * A check for a checklist or a release: it fails below this grade, warns of findings that are medium or worse, and
     * is an error where there is no grade.
     */
    public Check check(Grade atLeast) {
        return new ScanCheck(this, Objects.requireNonNull(atLeast, "atLeast"));
    }

    private ScanReport report(Instant at, Visit visit) throws InterruptedException {
        try {
            Judgement judgement = Judgement.of(visit.observe());
            return report(at, visit, judgement, Optional.of(judgement.grade()));
        } catch (InconclusiveException e) {
            return report(at, visit, Judgement.without(e.reason(), visit.tls()), Optional.empty());
        }
    }

    private ScanReport report(Instant at, Visit visit, Judgement judgement, Optional<Grade> grade) {
        String shown = wanted.target().toASCIIString().split("[?#]", 2)[0];
        int score = grade.isPresent() ? judgement.score() : 0;
        return new ScanReport(shown, at, score, grade, judgement.ratings(), judgement.findings(), visit.requests());
    }

    /** What to ask, and with how much patience. One thread at a time. */
    public static final class Builder {
        private static final int MOST_PATHS = 20;
        private static final Duration LONGEST = Duration.ofMinutes(10);

        private final URI target;
        private final List<String> paths = new ArrayList<>();
        private @Nullable URI plain;
        private @Nullable KeyStore trust;
        private Duration timeout = DEFAULT_TIMEOUT;
        private Duration deadline = DEFAULT_DEADLINE;
        private InstantSource clock = InstantSource.system();
        private LongSupplier nanos = System::nanoTime;
        private RandomGenerator random = new SecureRandom();

        private Builder(URI target) {
            this.target = target;
        }

        /**
         * Asks these paths of the host too what they answer to other origins, as in {@code /api/content}; 20 at most.
         */
        public Builder paths(String... more) {
            paths.addAll(List.of(more));
            return this;
        }

        /**
         * The address of plain HTTP that must lead to HTTPS. If not said, that of the target's host on port 80, unless
         * the target is on loopback or has a port of its own: then it is not asked.
         */
        public Builder plainHttp(URI address) {
            plain = Objects.requireNonNull(address, "address");
            return this;
        }

        /** What is trusted: the certificates in this store alone. Those of this JVM if not said. */
        public Builder trust(KeyStore store) {
            trust = Objects.requireNonNull(store, "store");
            return this;
        }

        /** {@link #DEFAULT_TIMEOUT} if not said. */
        public Builder timeout(Duration longest) {
            timeout = longest;
            return this;
        }

        /** {@link #DEFAULT_DEADLINE} if not said. */
        public Builder deadline(Duration longest) {
            deadline = longest;
            return this;
        }

        /** What tells whether a certificate has expired. */
        public Builder clock(InstantSource source) {
            clock = Objects.requireNonNull(source, "clock");
            return this;
        }

        /** Nanoseconds from any origin, by which the deadline is measured. */
        public Builder ticker(LongSupplier source) {
            nanos = Objects.requireNonNull(source, "ticker");
            return this;
        }

        /** Makes the names that nobody can have stated. */
        public Builder random(RandomGenerator source) {
            random = Objects.requireNonNull(source, "random");
            return this;
        }

        /**
         * The scan of all this. It connects to nothing before it runs.
         *
         * @throws IllegalArgumentException with everything that is wrong
         */
        public SecurityScan build() {
            Problems problems = new Problems("Security scan");
            address("the target", target, problems);
            Optional.ofNullable(plain).ifPresent(address -> plainAddress(address, problems));
            paths.stream()
                    .filter(path -> !isPath(path))
                    .forEach(path -> problems.add(
                            "a path must begin with one slash and be one of an address, as in /api/content: " + path));
            if (paths.size() > MOST_PATHS) {
                problems.add("there are " + paths.size() + " paths; state at most " + MOST_PATHS);
            }
            if (trust != null && !holdsSomething(trust)) {
                problems.add("trust must be a store that is loaded and holds a certificate");
            }
            duration("timeout", timeout, problems);
            duration("deadline", deadline, problems);
            problems.refuse();
            return new SecurityScan(new Wanted(
                    target.getRawPath().isEmpty() ? target.resolve("/") : target,
                    List.copyOf(paths),
                    Optional.ofNullable(plain),
                    Optional.ofNullable(trust),
                    timeout,
                    deadline,
                    clock,
                    nanos,
                    random));
        }

        private void plainAddress(URI address, Problems problems) {
            address("plainHttp", address, problems);
            if (!"http".equalsIgnoreCase(address.getScheme())
                    || !String.valueOf(address.getHost()).equalsIgnoreCase(target.getHost())) {
                problems.add("plainHttp must be an address of http and the target's host");
            }
        }

        /** User information is not quoted. */
        private static void address(String name, URI address, Problems problems) {
            boolean isWeb =
                    "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
            if (!isWeb || address.getHost() == null || address.getRawUserInfo() != null) {
                problems.add(name + " must be an address of http or https with a host, and without user information");
            } else if (!Hosts.hasPossiblePort(address)) {
                problems.add(name + " has no port from 1 to 65535: " + address.getPort());
            }
        }

        private static boolean holdsSomething(KeyStore store) {
            try {
                return store.size() > 0;
            } catch (KeyStoreException e) {
                return false;
            }
        }

        private static boolean isPath(String path) {
            try {
                return path.matches("/(?!/)[!-~&&[^#\\\\]]*")
                        && URI.create(path).getRawPath().startsWith("/");
            } catch (IllegalArgumentException e) {
                return false;
            }
        }

        private static void duration(String name, Duration time, Problems problems) {
            if (time.isNegative() || time.isZero() || time.compareTo(LONGEST) > 0) {
                problems.add(name + " must be positive, and ten minutes at most: " + time);
            }
        }
    }
}
