/**
 * Jakarta Validation constraints for what environments hold and the standard ones do not know.
 *
 * <p>Start at {@link dev.seaworthy.core.config.constraint.WebUrl}:
 *
 * <pre>{@code
 * record Settings(@WebUrl URI appUrl, Optional<@WebUrl URI> cdnUrl) {}
 * }</pre>
 */
package dev.seaworthy.core.config.constraint;
