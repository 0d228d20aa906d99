package dev.seaworthy.security.apikey.store;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What is known of a key, without its secret. Immutable.
 *
 * @param id stands in the key, and is no secret
 * @param owner on whose behalf the key acts
 * @param scopes what it may do, in the order of the alphabet
 * @param expires from when on it was to open nothing when it was made; empty if never
 * @param superseded until when it goes on beside its successor; empty if it has none
 * @param revoked when somebody took it back
 * @param lastUsed up to a minute old, or as old as the instance that has not written it yet
 */
public record ApiKey(
        String id,
        String owner,
        Set<String> scopes,
        Instant created,
        Optional<Instant> expires,
        Optional<Instant> superseded,
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
        return isPast(expires, now) || isPast(superseded, now);
    }

    private static boolean isPast(Optional<Instant> end, Instant now) {
        return end.isPresent() && !now.isBefore(end.get());
    }

    /** From when on it opens nothing, unless it is taken back before: the sooner of both ends; empty if never. */
    public Optional<Instant> ends() {
        return Stream.concat(expires.stream(), superseded.stream()).min(Comparator.naturalOrder());
    }
}
