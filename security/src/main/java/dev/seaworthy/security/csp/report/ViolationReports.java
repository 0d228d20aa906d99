package dev.seaworthy.security.csp.report;

import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Counts the violations of a policy that browsers report, by directive, blocked origin and path of the page. Safe for
 * use by many threads.
 *
 * <p><b>Guarantees</b>: no body makes it fail; it reads no more of one than {@link Builder#maxBytes}, keeps no more
 * groups than {@link Builder#maxGroups}, and nothing of what was sent but names, origins and paths in printable ASCII.
 *
 * <p><b>Not covered</b>: that a report is true. Limit how often one caller may post.
 */
public final class ViolationReports {
    /** The default of {@link Builder#maxBytes}. */
    public static final int DEFAULT_MAX_BYTES = 64 * 1024;

    /** The default of {@link Builder#maxGroups}. */
    public static final int DEFAULT_MAX_GROUPS = 500;

    /** Reports nest three levels deep. */
    private static final int MAX_DEPTH = 16;

    private final ReportReader reader = new ReportReader(MAX_DEPTH);
    private final int maxBytes;
    private final int maxGroups;
    private final double sampleRate;
    private final Set<String> sites;
    private final UnaryOperator<String> foldPath;
    private final RandomGenerator random;
    private final InstantSource clock;
    private final Map<Violation, ViolationGroup> groups = new LinkedHashMap<>();
    private long overflow;

    private ViolationReports(Builder builder) {
        maxBytes = builder.maxBytes;
        maxGroups = builder.maxGroups;
        sampleRate = builder.sampleRate;
        sites = Set.copyOf(builder.sites);
        foldPath = builder.foldPath;
        random = builder.random;
        clock = builder.clock;
    }

    /** All reports of bodies up to 64 KiB, of any site, in up to 500 groups. */
    public static Builder builder() {
        return new Builder();
    }

    /** As {@link #accept(String, byte[])}; does not close the stream. */
    public Intake accept(@Nullable String contentType, InputStream body) throws IOException {
        return ReportReader.knows(contentType)
                ? accept(contentType, body.readNBytes(maxBytes + 1))
                : Intake.UNSUPPORTED_TYPE;
    }

    /**
     * Counts what a request reports.
     *
     * @param contentType null if the request has none
     */
    public Intake accept(@Nullable String contentType, byte[] body) {
        if (!ReportReader.knows(contentType)) {
            return Intake.UNSUPPORTED_TYPE;
        }
        if (body.length > maxBytes) {
            return Intake.TOO_LARGE;
        }
        if (sampleRate < 1 && random.nextDouble() >= sampleRate) {
            return Intake.SAMPLED_OUT;
        }
        return reader.read(contentType, body).map(this::count).orElse(Intake.MALFORMED);
    }

    private Intake count(List<Violation> violations) {
        List<Violation> ours =
                violations.stream().filter(this::isOurs).map(this::folded).toList();
        Instant now = clock.instant();
        synchronized (groups) {
            ours.forEach(violation -> count(violation, now));
        }
        return ours.isEmpty() ? Intake.NOTHING_FOR_US : Intake.COUNTED;
    }

    private boolean isOurs(Violation violation) {
        return sites.isEmpty() || sites.contains(violation.documentOrigin());
    }

    /** Groups are not told apart by site. */
    private Violation folded(Violation violation) {
        String path = Address.safe(foldPath.apply(violation.documentPath()));
        return new Violation(violation.directive(), violation.blocked(), "", path, violation.enforced());
    }

    private void count(Violation violation, Instant now) {
        ViolationGroup known = groups.get(violation);
        if (known == null && groups.size() >= maxGroups) {
            overflow++;
            return;
        }
        groups.put(
                violation,
                new ViolationGroup(
                        violation.directive(),
                        violation.blocked(),
                        violation.documentPath(),
                        violation.enforced(),
                        known == null ? 1 : known.count() + 1,
                        known == null ? now : known.firstSeen(),
                        now));
    }

    /** What was counted so far, the most frequent first. */
    public List<ViolationGroup> groups() {
        synchronized (groups) {
            return groups.values().stream()
                    .sorted(Comparator.comparingLong(ViolationGroup::count).reversed())
                    .toList();
        }
    }

    /** As {@link #groups()}, and begins anew. */
    public List<ViolationGroup> drain() {
        synchronized (groups) {
            List<ViolationGroup> drained = groups();
            groups.clear();
            overflow = 0;
            return drained;
        }
    }

    /** How many violations were not counted because there were too many groups. */
    public long overflow() {
        synchronized (groups) {
            return overflow;
        }
    }

    /** States the bounds. */
    public static final class Builder {
        private final Set<String> sites = new LinkedHashSet<>();
        private int maxBytes = DEFAULT_MAX_BYTES;
        private int maxGroups = DEFAULT_MAX_GROUPS;
        private double sampleRate = 1;
        private UnaryOperator<String> foldPath = UnaryOperator.identity();
        private RandomGenerator random = new SecureRandom();
        private InstantSource clock = InstantSource.system();

        private Builder() {}

        /** The longest body that is read. */
        public Builder maxBytes(int maxBytes) {
            this.maxBytes = positive("maxBytes", maxBytes);
            return this;
        }

        /**
         * Once there are so many, violations of other kinds are counted in {@link ViolationReports#overflow()} alone.
         */
        public Builder maxGroups(int maxGroups) {
            this.maxGroups = positive("maxGroups", maxGroups);
            return this;
        }

        /** The share of requests that is read, above 0, to 1 for all; what is counted is the sample. */
        public Builder sampleRate(double sampleRate) {
            if (!(sampleRate > 0 && sampleRate <= 1)) {
                throw new IllegalArgumentException(
                        "ViolationReports: sampleRate is " + sampleRate + "; give more than 0, and at most 1");
            }
            this.sampleRate = sampleRate;
            return this;
        }

        /** Counts reports about pages of this origin, as in {@code https://example.com}, and of others so stated. */
        public Builder site(String origin) {
            if (!Address.of(origin).origin().equals(origin)) {
                throw new IllegalArgumentException("ViolationReports: site \"" + origin
                        + "\" is no origin in lower case, as in https://example.com, without a slash at its end");
            }
            sites.add(origin);
            return this;
        }

        /** Brings paths with identifiers into one, as in {@code path -> path.replaceAll("/\\d+", "/*")}. */
        public Builder foldPaths(UnaryOperator<String> fold) {
            foldPath = fold;
            return this;
        }

        /** Chooses the sample; must be safe for use by many threads. */
        public Builder random(RandomGenerator random) {
            this.random = random;
            return this;
        }

        public Builder clock(InstantSource clock) {
            this.clock = clock;
            return this;
        }

        public ViolationReports build() {
            return new ViolationReports(this);
        }

        private static int positive(String name, int value) {
            if (value < 1) {
                throw new IllegalArgumentException("ViolationReports: " + name + " is " + value + "; give 1 or more");
            }
            return value;
        }
    }
}
