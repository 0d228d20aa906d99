package dev.seaworthy.security.cors;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A policy as it was stated, right or wrong. Immutable. */
record CorsPolicy(
        Names origins,
        Names methods,
        Names headers,
        Names exposedHeaders,
        Optional<Duration> maxAge,
        Set<CorsOption> options,
        PublicSuffixes publicSuffixes) {
    static final CorsPolicy NOBODY = new CorsPolicy(
            Names.NONE, Names.NONE, Names.NONE, Names.NONE, Optional.empty(), Set.of(), PublicSuffixes.EMBEDDED);

    static final Duration LONGEST_MAX_AGE = Duration.ofDays(1);

    CorsPolicy {
        options = Set.copyOf(options);
    }

    boolean has(CorsOption option) {
        return options.contains(option);
    }

    /** Whether anyone may ever read: without, a response differs by nothing. */
    boolean allowsNobody() {
        return origins.isEmpty() && !has(CorsOption.NULL_ORIGIN);
    }

    /** All of them, so that one build tells everything. */
    List<CorsProblem> problems() {
        return new PolicyCheck(this).problems();
    }
}
