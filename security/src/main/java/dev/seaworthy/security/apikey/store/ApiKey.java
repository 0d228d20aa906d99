package dev.seaworthy.security.apikey.store;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is known of a key, without its secret. Immutable.
 *
 * @param id stands in the key, and is no secret
 * @param owner on whose behalf the key acts
 * @param scopes what it may do, in the order of the alphabet
 * @param expires from when on it opens nothing; empty if never
 * @param revoked when somebody took it back
 * @param lastUsed up to a minute old, or as old as the instance that has not written it yet
 */
public record ApiKey(
        String id,
        String owner,
        Set<String> scopes,
        Instant created,
        Optional<Instant> expires,
        Optional<Instant> revoked,
        Optional<Instant> lastUsed) {
    public ApiKey {
        scopes = Collections.unmodifiableSet(new TreeSet<>(scopes));
    }

    /** Whether it opens anything then. */
    public boolean isActive(Instant now) {
        return revoked.isEmpty() && !isExpired(now);
    }

    public boolean isExpired(Instant now) {
        return expires.filter(end -> !now.isBefore(end)).isPresent();
    }
}
