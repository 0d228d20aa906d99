package dev.seaworthy.security.apikey.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where keys are kept, by their ids. Safe for use by many threads and processes. What can't be read or written is an
 * {@link KeyStorageException}, never an empty answer.
 */
public interface ApiKeyStore {
    /** The key of this id, whether it is active or not. */
    Optional<StoredKey> find(String id);

    /** False, and nothing done, if the id is taken. */
    boolean insert(StoredKey key);

    /** Takes a key back. False, and nothing done, if there is none or it was taken back before. */
    boolean revoke(String id, Instant now);

    /**
     * Puts {@code successor} beside the key of this id, which is superseded at {@code end}; both or neither. False, and
     * nothing done, if that key is not active at {@code now} any more or has a successor, or the new id is taken.
     */
    boolean replace(String id, Instant end, StoredKey successor, Instant now);

    /** All keys of an owner, active or not, the oldest first. */
    List<ApiKey> list(String owner);

    /** Notes when keys were last used; never an earlier time than is there, and nothing for a key that is not. */
    void touch(Map<String, Instant> lastUsed);

    /** Forgets the keys that were taken back or ended before then, and says how many those are. */
    int deleteInactiveBefore(Instant end);
}
