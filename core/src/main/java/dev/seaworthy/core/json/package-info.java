/**
 * JSON text in and out, strictly. Shared inside this house, and exported to its modules alone.
 *
 * <p>Start at {@link dev.seaworthy.core.json.Json}:
 *
 * <pre>{@code
 * Limits limits = Json.read(text, Limits.class);
 * String schema = Json.write(Map.of("type", "object"));
 * }</pre>
 */
package dev.seaworthy.core.json;
