/**
 * Types that a variable is read into where the JDK has none.
 *
 * <p>Start at {@link dev.seaworthy.core.config.value.Stage}:
 *
 * <pre>{@code
 * record Settings(
 *         @Variable("NODE_ENV") Stage stage,
 *         DataSize maxUpload,   // MAX_UPLOAD=10MiB
 *         HostPort smtp,        // SMTP=mail.example.com:587
 *         List<Cidr> proxies) { // PROXIES=10.0.0.0/8,fd00::/8
 * }
 * }</pre>
 */
package dev.seaworthy.core.config.value;
