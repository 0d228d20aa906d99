/**
 * Where the keys of an API are kept: their digests, never the keys.
 *
 * <p>Start at {@link dev.seaworthy.security.apikey.store.JdbcApiKeyStore}:
 *
 * <pre>{@code
 * ApiKeyStore store = JdbcApiKeyStore.of(dataSource).createTable();
 * }</pre>
 *
 * <p>Tests take {@code InMemoryApiKeyStore} of {@code dev.seaworthy.security.testing}.
 */
package dev.seaworthy.security.apikey.store;
