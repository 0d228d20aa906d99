/**
 * How text becomes a value, by type. Shared inside this module, and not exported.
 *
 * <p>Start at {@link dev.seaworthy.core.config.convert.Converters}:
 *
 * <pre>{@code
 * Object port = Converters.of(int.class, Optional.empty()).orElseThrow().convert("8080");
 * }</pre>
 */
package dev.seaworthy.core.config.convert;
