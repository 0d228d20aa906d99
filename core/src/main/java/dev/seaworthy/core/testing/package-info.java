/**
 * Fakes for tests of services that use this module.
 *
 * <p>Start at {@link dev.seaworthy.core.testing.SettableRemoteSource}:
 *
 * <pre>{@code
 * SettableRemoteSource vault = new SettableRemoteSource("Vault").set("DB_PASSWORD", "for-this-test");
 * EnvironmentConfig.of(Settings.class).environment(Map.of()).remote(vault, Duration.ofSeconds(1)).load();
 * }</pre>
 */
package dev.seaworthy.core.testing;
