/**
 * A Spring Boot service behind the protections: its settings, one filter, a page with a nonce and an API with CORS.
 *
 * <p>Start at {@link dev.seaworthy.examples.spring.Protection}.
 */
@NullMarked
package dev.seaworthy.examples.spring;

import org.jspecify.annotations.NullMarked;
