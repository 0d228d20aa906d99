/**
 * Fakes for the tests of code that uses this module; they need the JDK alone.
 *
 * <p>Start at {@link dev.seaworthy.security.testing.RecordingHeaders}:
 *
 * <pre>{@code
 * RecordingHeaders sent = new RecordingHeaders();
 * headers.writeTo(sent, true);
 * assertEquals(Optional.of("DENY"), sent.value("X-Frame-Options"));
 * }</pre>
 *
 * <p>They send nothing anywhere.
 */
package dev.seaworthy.security.testing;
