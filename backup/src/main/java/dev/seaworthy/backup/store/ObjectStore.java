package dev.seaworthy.backup.store;

import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where objects are kept: a bucket, a folder, a map in memory. Implementations are safe for use by many threads.
 *
 * <p>A key is a relative path, {@code database/a/dump}: at most 1,024 bytes, segments divided by {@code /}, none of
 * them empty, {@code .} or {@code ..}, no backslash, no control character. Every method refuses another key with an
 * {@link IllegalArgumentException}, and fails with a {@link StoreException}.
 */
public interface ObjectStore {
    /** Starts an object that nobody sees until {@link Upload#commit()}. */
    Upload upload(String key);

    /**
     * The content of an object, to be closed by the caller. A read that fails throws {@link StoreException} or
     * {@link java.io.IOException}.
     *
     * @throws MissingObjectException if there is none
     */
    InputStream open(String key);

    /** Every object whose key starts with {@code prefix}, however many they are, in no promised order. */
    List<StoredObject> list(String prefix);

    /** The same one by one, for listings that are too long for memory. */
    default void list(String prefix, Consumer<StoredObject> each) {
        list(prefix).forEach(each);
    }

    /**
     * Removes an object; does nothing if there is none. A store that keeps versions hides it: what it held stays till
     * that version is deleted, by a rule of the bucket's lifecycle, say.
     */
    void delete(String key);

    /**
     * Discards uploads of keys that start with {@code prefix} which were begun before a time and never ended, as a
     * killed process leaves them; whoever goes on with one of them fails.
     *
     * @return how many
     */
    int discardUploads(String prefix, Instant begunBefore);

    /**
     * Until when the store lets nobody delete an object, {@link Instant#MAX} if that is not said; empty if nothing
     * locks it, or there is none. A store that knows no locks need not override it.
     */
    default Optional<Instant> lockedUntil(String key) {
        requireSafeKey(key);
        return Optional.empty();
    }

    /**
     * How many older versions the store still holds of the objects whose keys start with {@code prefix}: what was
     * deleted and takes room all the same. A store that keeps none need not override it.
     */
    default int hiddenVersions(String prefix) {
        return 0;
    }

    /**
     * Has nobody delete an object before then, if the store locks objects; a lock is never shortened. A store that
     * knows no locks need not override it.
     *
     * @return whether it is locked for longer than before
     */
    default boolean extendLock(String key, Instant until) {
        requireSafeKey(key);
        return false;
    }

    /**
     * When an object was stored, by the store's own clock, which all who use it have in common; empty if there is none,
     * or the store does not tell.
     */
    default Optional<Instant> storedAt(String key) {
        requireSafeKey(key);
        return Optional.empty();
    }

    /** How many bytes one object can hold; a longer content goes on in another. Unlimited unless overridden. */
    default long maxObjectBytes() {
        return Long.MAX_VALUE;
    }

    /** Refuses what is no safe key; for implementations, which call it first. */
    static String requireSafeKey(String key) {
        return SafeKey.require(key);
    }
}
