package dev.seaworthy.cdn.probe;

import dev.seaworthy.cdn.CdnException;
import dev.seaworthy.cdn.probe.answer.Answer;
import dev.seaworthy.cdn.probe.answer.Marks;
import dev.seaworthy.cdn.probe.answer.Sight;
import dev.seaworthy.cdn.probe.declaration.Expectation;
import dev.seaworthy.cdn.probe.declaration.Visitor;
import dev.seaworthy.cdn.probe.rule.Judgement;
import dev.seaworthy.cdn.probe.verdict.Observation;
import dev.seaworthy.cdn.probe.verdict.PurgeVerdict;
import dev.seaworthy.cdn.probe.verdict.PurgeVerdict.Outcome;
import dev.seaworthy.cdn.probe.verdict.UrlVerdict;
import dev.seaworthy.cdn.probe.visit.Pause;
import dev.seaworthy.cdn.probe.visit.Visit;
import dev.seaworthy.cdn.probe.visit.Wanted;
import dev.seaworthy.core.failure.Problems;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Asks for URLs as visitors do, and says whether the caches before them do what is declared. Immutable; each run asks
 * anew. Safe for use by many threads.
 *
 * <p><b>Guarantees</b>: it sends GET alone, to the declared URLs alone, over TLS or to this machine; a redirect is not
 * followed. Whatever the other side does, it ends within its deadline, and what is read has a bound. A report is
 * printable ASCII, and shows no value of a cookie and nothing that a visitor has sent.
 *
 * <p>What is declared cached is asked for as a visitor with a cookie of chance, then as anybody until a copy is served,
 * then as another visitor, accepting gzip, and from another origin. What is declared never cached is asked for as
 * several visitors, by cookies and by tokens of chance. So it is seen, and not assumed, that no visitor gets what is
 * another's.
 *
 * <p>It reads {@code Cache-Status} (RFC 9211), {@code CF-Cache-Status}, {@code X-Cache} and its like, {@code X-Varnish}
 * and {@code Age}, so that it can judge any CDN.
 *
 * <p><b>Not covered</b>: the edge servers of other regions; copies in browsers; methods other than GET; what stands in
 * a body after its first megabyte.
 */
public final class CacheProbe {
    /** How long a request may take by default, with its whole answer: 10 seconds. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    /** How long all may take together by default: 5 minutes. */
    public static final Duration DEFAULT_DEADLINE = Duration.ofMinutes(5);

    /** What lies by default between two tries, as an edge may keep its copy after it has answered: half a second. */
    public static final Duration DEFAULT_BETWEEN = Duration.ofMillis(500);

    /** How often a purge is looked for at most: {@value}. */
    public static final int MOST_LOOKS = 10;

    private final List<Expectation> expectations;
    private final Wanted wanted;

    private CacheProbe(List<Expectation> expectations, Wanted wanted) {
        this.expectations = List.copyOf(expectations);
        this.wanted = wanted;
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Waits until all is found out, or until the deadline.
     *
     * @throws IllegalStateException if nothing is declared, as a report of nothing would look clean
     * @throws InterruptedException if the thread is interrupted
     */
    public ProbeReport run() throws InterruptedException {
        if (expectations.isEmpty()) {
            throw new IllegalStateException("The probe has nothing to see: declare what to expect of a URL");
        }
        Instant at = wanted.clock().instant();
        try (Visit visit = new Visit(wanted)) {
            List<UrlVerdict> verdicts = new ArrayList<>();
            for (Expectation expectation : expectations) {
                Sight sight = visit.see(expectation);
                verdicts.add(new UrlVerdict(
                        shown(expectation.url()), expectation.toString(), Judgement.of(sight), sight.observations()));
            }
            return new ProbeReport(at, verdicts, visit.requests());
        }
    }

    /**
     * One answer, as anybody gets it: what {@link #afterPurge} compares with.
     *
     * @throws CdnException if there is none
     * @throws IllegalArgumentException if the URL is not https, or http on this machine
     */
    public Observation look(URI url) throws InterruptedException {
        Addresses.require(url);
        try (Visit visit = new Visit(wanted)) {
            return visit.look(url)
                    .map(CacheProbe::observation)
                    .orElseThrow(() -> CdnException.builder("No answer of " + shown(url) + ": " + visit.reason()
                                    + ". See whether it can be reached from here")
                            .build());
        }
    }

    /**
     * Looks until a purge is seen, {@value #MOST_LOOKS} times at most: the answer comes from the origin, its content is
     * another one, or its age has gone back.
     *
     * @param before what {@link #look} saw before the purge; if that was no copy, there is nothing to see
     */
    public PurgeVerdict afterPurge(URI url, Observation before) throws InterruptedException {
        Addresses.require(url);
        PurgeWatch watch = new PurgeWatch(before);
        List<Observation> after = new ArrayList<>();
        PurgeWatch.Sign sign = new PurgeWatch.Sign(Outcome.UNCLEAR, "no answer");
        try (Visit visit = new Visit(wanted)) {
            for (int i = 0; i < MOST_LOOKS && sign.outcome() != Outcome.PURGED; i++) {
                if (i > 0) {
                    visit.rest();
                }
                Optional<Observation> seen = visit.look(url).map(CacheProbe::observation);
                seen.ifPresent(after::add);
                sign = seen.map(watch::read).orElse(new PurgeWatch.Sign(Outcome.UNCLEAR, visit.reason()));
            }
        }
        return new PurgeVerdict(shown(url), sign.outcome(), sign.why(), before, after);
    }

    private static Observation observation(Answer answer) {
        return answer.observation(new Marks(List.of())::mask);
    }

    /** Without the query, which may hold a token. */
    private static String shown(URI url) {
        return url.toASCIIString().split("[?#]", 2)[0];
    }

    /** What to ask for, and with how much patience. One thread at a time. */
    public static final class Builder {
        /** How many URLs one probe takes: {@value}. */
        public static final int MOST_URLS = 500;

        private static final int MOST_VISITORS = 10;
        private static final Duration LONGEST = Duration.ofHours(1);

        private final List<Expectation> expectations = new ArrayList<>();
        private final List<Visitor> visitors = new ArrayList<>();
        private @Nullable HttpClient httpClient;
        private Duration timeout = DEFAULT_TIMEOUT;
        private Duration deadline = DEFAULT_DEADLINE;
        private Duration between = DEFAULT_BETWEEN;
        private Pause pause = Pause.real();
        private InstantSource clock = InstantSource.system();
        private LongSupplier nanos = System::nanoTime;
        private RandomGenerator random = new SecureRandom();

        private Builder() {}

        /** What is declared of further URLs; {@value #MOST_URLS} in all at most. */
        public Builder expect(Expectation... declared) {
            expectations.addAll(List.of(declared));
            return this;
        }

        /**
         * Real visitors, in place of such that no server knows: 2 to 10, each with an account of his own. What they get
         * is asked for, and never shown.
         */
        public Builder visitors(Visitor... known) {
            visitors.addAll(List.of(known));
            return this;
        }

        /** A client of your own, that must not follow redirects: for its proxy, or whom it trusts. */
        public Builder httpClient(HttpClient client) {
            httpClient = Objects.requireNonNull(client, "httpClient");
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

        /** {@link #DEFAULT_BETWEEN} if not said. */
        public Builder between(Duration tries) {
            between = tries;
            return this;
        }

        /** What tells how old a copy is. */
        public Builder clock(InstantSource source) {
            clock = Objects.requireNonNull(source, "clock");
            return this;
        }

        /** Nanoseconds from any origin, by which the deadline is measured. */
        public Builder ticker(LongSupplier source) {
            nanos = Objects.requireNonNull(source, "ticker");
            return this;
        }

        /** Makes up visitors that nobody can have stated. */
        public Builder random(RandomGenerator source) {
            random = Objects.requireNonNull(source, "random");
            return this;
        }

        Builder pause(Pause seam) {
            pause = seam;
            return this;
        }

        /**
         * The probe of all this. It connects to nothing before it runs.
         *
         * @throws IllegalArgumentException with everything that is wrong
         */
        public CacheProbe build() {
            Problems problems = new Problems();
            expectations.forEach(expectation -> Addresses.check(expectation.url(), problems));
            problems.unless(
                    expectations.size() <= MOST_URLS,
                    "there are " + expectations.size() + " URLs; probe " + MOST_URLS + " at most");
            problems.unless(
                    visitors.isEmpty() || (visitors.size() >= 2 && visitors.size() <= MOST_VISITORS),
                    "state 2 to " + MOST_VISITORS + " visitors, or none: " + visitors.size());
            problems.unless(
                    Set.copyOf(visitors).size() == visitors.size(), "state each visitor once, so that they differ");
            problems.unless(
                    httpClient == null || httpClient.followRedirects() == HttpClient.Redirect.NEVER,
                    "httpClient must not follow redirects, which would hide what a URL answers");
            duration("timeout", timeout, false, problems);
            duration("deadline", deadline, false, problems);
            duration("between", between, true, problems);
            problems.refuse("Cache probe");
            return new CacheProbe(
                    expectations,
                    new Wanted(
                            Optional.ofNullable(httpClient),
                            visitors,
                            timeout,
                            deadline,
                            between,
                            pause,
                            clock,
                            nanos,
                            random));
        }

        private static void duration(String name, Duration time, boolean mayBeNone, Problems problems) {
            boolean isTooShort = time.isNegative() || (time.isZero() && !mayBeNone);
            problems.unless(
                    !isTooShort && time.compareTo(LONGEST) <= 0,
                    name + " must be positive, and an hour at most: " + time);
        }
    }
}
