/**
 * How text becomes a value, by type. Shared inside this module, and not exported.
 *
 * <p>Start at {@link dev.seaworthy.core.config.convert.TextTypes}:
 *
 * <pre>{@code
 * Object port = TextTypes.standard().of(int.class, Format.PLAIN).convert("8080");
 * }</pre>
 */
package dev.seaworthy.core.config.convert;
