/**
 * Types that a variable is read into where the JDK has none.
 *
 * <p>Start at {@link dev.seaworthy.core.config.value.Stage}:
 *
 * <pre>{@code
 * record Settings(@Variable("NODE_ENV") Stage stage) {}
 * }</pre>
 */
package dev.seaworthy.core.config.value;
