package dev.seaworthy.security.apikey;

import dev.seaworthy.core.Secret;
import dev.seaworthy.security.apikey.store.ApiKey;
import dev.seaworthy.security.apikey.store.ApiKeyStore;
import dev.seaworthy.security.apikey.store.KeyStorageException;
import dev.seaworthy.security.apikey.store.StoredKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Makes keys, and their successors. Safe for use by many threads. */
final class Issuer {
    /** An id has 71 random bits: one that is taken already is drawn anew. */
    private static final int TRIES = 5;

    private final KeyForm form;
    private final ApiKeyStore store;
    private final Digests digests;
    private final KeyCache cache;
    private final SecureRandom random;

    Issuer(KeyForm form, ApiKeyStore store, Digests digests, KeyCache cache, SecureRandom random) {
        this.form = form;
        this.store = store;
        this.digests = digests;
        this.cache = cache;
        this.random = random;
    }

    /** As {@link ApiKeys#issue} has it. */
    IssuedKey issue(KeyRequest request, Instant now) {
        request.check();
        for (int tried = 0; tried < TRIES; tried++) {
            String text = form.next(random);
            StoredKey stored = stored(text, request, now);
            if (store.insert(stored)) {
                return new IssuedKey(stored.key(), Secret.of(text));
            }
        }
        throw new KeyStorageException("no API key could be issued: the store says of each new id that it is taken");
    }

    private StoredKey stored(String text, KeyRequest request, Instant now) {
        ApiKey key = new ApiKey(
                form.read(text).id(),
                request.owner(),
                request.scopes(),
                now,
                request.lifetime().map(now::plus),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new StoredKey(key, digests.of(text));
    }

    /** As {@link ApiKeys#rotate} has it. */
    Optional<IssuedKey> rotate(String id, Duration overlap, Instant now) {
        for (int tried = 0; tried < TRIES; tried++) {
            KeyCache.Ticket ticket = cache.ticket();
            Optional<StoredKey> old = store.find(id).filter(stored -> isReplaceable(stored.key(), now));
            if (old.isEmpty()) {
                return Optional.empty();
            }
            Instant end = now.plus(overlap);
            String text = form.next(random);
            StoredKey successor = stored(text, request(old.get().key()), now);
            if (replace(id, end, successor, now)) {
                cache.replace(superseded(old.get(), end), successor, ticket);
                return Optional.of(new IssuedKey(successor.key(), Secret.of(text)));
            }
        }
        throw new KeyStorageException("API key " + id + " could not be rotated: the store takes no successor");
    }

    private static boolean isReplaceable(ApiKey key, Instant now) {
        return key.isActive(now) && key.superseded().isEmpty();
    }

    /** If the answer is lost, nobody knows how the key stands. */
    private boolean replace(String id, Instant end, StoredKey successor, Instant now) {
        try {
            return store.replace(id, end, successor, now);
        } catch (RuntimeException e) {
            cache.forget(id);
            throw e;
        }
    }

    private static StoredKey superseded(StoredKey old, Instant end) {
        ApiKey key = old.key();
        ApiKey ending = new ApiKey(
                key.id(),
                key.owner(),
                key.scopes(),
                key.created(),
                key.expires(),
                Optional.of(end),
                key.revoked(),
                key.lastUsed());
        return new StoredKey(ending, old.digest());
    }

    private static KeyRequest request(ApiKey old) {
        KeyRequest request = KeyRequest.forOwner(old.owner()).scopes(old.scopes());
        return old.expires()
                .map(end -> request.expiresAfter(Duration.between(old.created(), end)))
                .orElse(request);
    }
}
