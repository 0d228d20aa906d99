package dev.seaworthy.security.apikey;

import dev.seaworthy.core.failure.Seldom;
import dev.seaworthy.security.apikey.store.ApiKey;
import dev.seaworthy.security.apikey.store.ApiKeyStore;
import dev.seaworthy.security.apikey.store.StoredKey;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges what is shown, by the cache if it can and by the store if it must. Safe for use by many threads. */
final class Verifier {
    private static final Logger LOGGER = LoggerFactory.getLogger(ApiKeys.class);
    private static final KeyVerdict UNKNOWN = new KeyVerdict.Unknown();

    private final KeyForm form;
    private final ApiKeyStore store;
    private final Digests digests;
    private final KeyCache cache;
    private final LastUse lastUse;
    private final Seldom warnings;
    private final String decoy;

    /** @param decoy the digest of no key, compared where there is none */
    Verifier(
            KeyForm form,
            ApiKeyStore store,
            Digests digests,
            KeyCache cache,
            LastUse lastUse,
            Seldom warnings,
            String decoy) {
        this.form = form;
        this.store = store;
        this.digests = digests;
        this.cache = cache;
        this.lastUse = lastUse;
        this.warnings = warnings;
        this.decoy = decoy;
    }

    KeyVerdict verify(String shown, Instant now) {
        KeyForm.Reading reading = form.read(shown);
        if (reading.flaw().isPresent()) {
            return new KeyVerdict.Malformed(reading.flaw().get());
        }
        KeyCache.Look look = cache.look(reading.id());
        Optional<StoredKey> cached = look.fresh();
        Optional<StoredKey> stored = cached.or(() -> store.find(reading.id()));
        KeyVerdict verdict = judge(shown, stored, now);
        if (cached.isEmpty() && verdict != UNKNOWN) {
            stored.ifPresent(read -> cache.keep(read, look));
        }
        return verdict;
    }

    Optional<KeyVerdict> verifyWithoutStore(String shown, Instant now) {
        KeyForm.Reading reading = form.read(shown);
        return reading.flaw()
                .<KeyVerdict>map(KeyVerdict.Malformed::new)
                .or(() -> cache.look(reading.id()).fresh().map(stored -> judge(shown, Optional.of(stored), now)));
    }

    boolean remembers(String shown, Instant now) {
        KeyForm.Reading reading = form.read(shown);
        return reading.flaw().isEmpty()
                && cache.look(reading.id())
                        .remembered()
                        .filter(stored -> digests.matches(shown, stored.digest()))
                        .filter(stored -> stored.key().isActive(now))
                        .isPresent();
    }

    private KeyVerdict judge(String shown, Optional<StoredKey> stored, Instant now) {
        String digest = stored.map(StoredKey::digest).orElse(decoy);
        if (!digests.matches(shown, digest) || stored.isEmpty()) {
            digests.flaw(digest).filter(flaw -> warnings.isDue()).ifPresent(Verifier::warn);
            return UNKNOWN;
        }
        ApiKey key = stored.get().key();
        if (key.revoked().isPresent()) {
            return new KeyVerdict.Revoked(key);
        }
        if (key.isExpired(now)) {
            return new KeyVerdict.Expired(key);
        }
        lastUse.note(key.id(), now);
        return new KeyVerdict.Valid(key);
    }

    private static void warn(String flaw) {
        LOGGER.warn("An API key is unknown to this instance, as its stored digest {}", flaw);
    }
}
