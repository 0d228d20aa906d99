package dev.seaworthy.security.apikey.store;

/**
 * A key as a store keeps it. Immutable.
 *
 * @param digest of the whole text of the key, as a text that a store does not look into
 */
public record StoredKey(ApiKey key, String digest) {
    /** Without the digest. */
    @Override
    public String toString() {
        return "StoredKey[" + key + "]";
    }
}
