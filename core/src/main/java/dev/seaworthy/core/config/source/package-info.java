/**
 * Where variables are read from. Shared inside this module, and not exported.
 *
 * <p>Start at {@link dev.seaworthy.core.config.source.Source}:
 *
 * <pre>{@code
 * Optional<Found> port = Variables.of("environment", Map.of("PORT", "8080")).find("PORT");
 * }</pre>
 */
package dev.seaworthy.core.config.source;
