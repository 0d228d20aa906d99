/**
 * Text that is put into lines. Shared inside this module, and not exported.
 *
 * <p>Start at {@link dev.seaworthy.core.config.text.Line}:
 *
 * <pre>{@code
 * String shown = Line.of(path);
 * }</pre>
 */
package dev.seaworthy.core.config.text;
