/**
 * The requests of a scan, and what was answered. Shared inside this module, and not exported.
 *
 * <p>Start at {@link dev.seaworthy.security.scan.visit.Visit}:
 *
 * <pre>{@code
 * Observed observed = new Visit(wanted).observe();
 * observed.page().all("Strict-Transport-Security");
 * }</pre>
 *
 * <p>Nothing but GET, HEAD and OPTIONS is sent, to one host alone, and each request and all of them have their time.
 */
package dev.seaworthy.security.scan.visit;
