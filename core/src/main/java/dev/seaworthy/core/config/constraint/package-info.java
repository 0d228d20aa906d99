/**
 * Jakarta Validation constraints for what environments hold and the standard ones do not know.
 *
 * <p>Start at {@link dev.seaworthy.core.config.constraint.WebUrl}:
 *
 * <pre>{@code
 * record Settings(
 *         @PublicUrl URI appUrl,
 *         Optional<@WebUrl URI> cdnUrl,
 *         @UriScheme({"postgres", "postgresql"}) URI databaseUrl,
 *         @EmailAddress String emailFrom,
 *         @Port int port,
 *         @MinBytes(32) Secret sessionKey) {}
 * }</pre>
 *
 * <p>A constraint on text stands on a {@link dev.seaworthy.core.Secret} as well.
 */
package dev.seaworthy.core.config.constraint;
