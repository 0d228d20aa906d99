/**
 * Text that is put into lines, and names that are nearly others. Shared inside this module, and not exported.
 *
 * <p>Start at {@link dev.seaworthy.core.config.text.Line}:
 *
 * <pre>{@code
 * String shown = Line.of(path);
 * Optional<String> meant = Typo.nearest("redirect", known);
 * }</pre>
 */
package dev.seaworthy.core.config.text;
