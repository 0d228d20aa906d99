/**
 * JSON text in and out, strictly. Shared inside this module, and not exported.
 *
 * <p>Start at {@link dev.seaworthy.core.json.Json}:
 *
 * <pre>{@code
 * Limits limits = Json.read(text, Limits.class);
 * String schema = Json.write(Map.of("type", "object"));
 * }</pre>
 */
package dev.seaworthy.core.json;
