package dev.seaworthy.examples.spring;

import dev.seaworthy.core.config.annotation.Default;
import dev.seaworthy.core.config.constraint.WebUrl;
import java.net.URI;

/**
 * Every variable that the service reads.
 *
 * @param appUrl whose pages read the API
 * @param proxyRange whose {@code X-Forwarded-Proto} is believed
 */
record Settings(@WebUrl URI appUrl, @Default("127.0.0.0/8") String proxyRange) {}
