package dev.seaworthy.security.testing;

import dev.seaworthy.security.apikey.store.ApiKey;
import dev.seaworthy.security.apikey.store.ApiKeyStore;
import dev.seaworthy.security.apikey.store.KeyStorageException;
import dev.seaworthy.security.apikey.store.StoredKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Keys that last as long as this object. Safe for use by many threads. */
public final class InMemoryApiKeyStore implements ApiKeyStore {
    private final Map<String, StoredKey> keys = new LinkedHashMap<>();
    private boolean failing;
    private int finds;

    /** An empty one. */
    public InMemoryApiKeyStore() {}

    /** Lets everything fail from here on. */
    public synchronized void fail() {
        failing = true;
    }

    /** Lets everything work again. */
    public synchronized void recover() {
        failing = false;
    }

    /** How often a key was looked for, whether or not it was there. */
    public synchronized int finds() {
        return finds;
    }

    @Override
    public synchronized Optional<StoredKey> find(String id) {
        finds++;
        ready();
        return Optional.ofNullable(keys.get(id));
    }

    @Override
    public synchronized boolean insert(StoredKey key) {
        ready();
        return keys.putIfAbsent(key.key().id(), key) == null;
    }

    @Override
    public synchronized boolean revoke(String id, Instant now) {
        ready();
        StoredKey stored = keys.get(id);
        if (stored == null || stored.key().revoked().isPresent()) {
            return false;
        }
        change(id, key -> with(key, key.superseded(), Optional.of(now), key.lastUsed()));
        return true;
    }

    @Override
    public synchronized boolean replace(String id, Instant end, StoredKey successor, Instant now) {
        ready();
        StoredKey stored = keys.get(id);
        if (stored == null
                || !stored.key().isActive(now)
                || stored.key().superseded().isPresent()
                || !insert(successor)) {
            return false;
        }
        change(id, key -> with(key, Optional.of(end), key.revoked(), key.lastUsed()));
        return true;
    }

    @Override
    public synchronized List<ApiKey> list(String owner) {
        ready();
        return keys.values().stream()
                .map(StoredKey::key)
                .filter(key -> key.owner().equals(owner))
                .sorted(Comparator.comparing(ApiKey::created).thenComparing(ApiKey::id))
                .toList();
    }

    @Override
    public synchronized void touch(Map<String, Instant> lastUsed) {
        ready();
        lastUsed.forEach((id, at) -> change(id, key -> with(key, key.superseded(), key.revoked(), later(key, at))));
    }

    @Override
    public synchronized int deleteInactiveBefore(Instant end) {
        ready();
        int before = keys.size();
        keys.values().removeIf(stored -> isInactiveBefore(stored.key(), end));
        return before - keys.size();
    }

    private static boolean isInactiveBefore(ApiKey key, Instant end) {
        return Stream.concat(key.ends().stream(), key.revoked().stream()).anyMatch(end::isAfter);
    }

    private static Optional<Instant> later(ApiKey key, Instant at) {
        return Optional.of(key.lastUsed().filter(at::isBefore).orElse(at));
    }

    private static ApiKey with(
            ApiKey key, Optional<Instant> superseded, Optional<Instant> revoked, Optional<Instant> lastUsed) {
        return new ApiKey(
                key.id(), key.owner(), key.scopes(), key.created(), key.expires(), superseded, revoked, lastUsed);
    }

    private void change(String id, UnaryOperator<ApiKey> change) {
        keys.computeIfPresent(id, (same, stored) -> new StoredKey(change.apply(stored.key()), stored.digest()));
    }

    private void ready() {
        if (failing) {
            throw new KeyStorageException("the store of API keys was told to fail");
        }
    }
}
