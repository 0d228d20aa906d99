/** {@link dev.seaworthy.security.http.HttpSecurity} in frameworks that have no example of their own. */
@NullMarked
package dev.seaworthy.examples.frameworks;

import org.jspecify.annotations.NullMarked;
