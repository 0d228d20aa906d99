package dev.seaworthy.security.apikey;

import dev.seaworthy.core.Secret;
import dev.seaworthy.security.apikey.store.ApiKey;

/**
 * A new key. Show the secret to its owner once, and keep it nowhere: only its digest is stored.
 *
 * @param secret the whole text of the key
 */
public record IssuedKey(ApiKey key, Secret secret) {}
