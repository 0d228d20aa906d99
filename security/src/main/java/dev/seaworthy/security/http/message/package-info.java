/**
 * What protections read and answer, without a framework.
 *
 * <p>Start at {@link dev.seaworthy.security.http.message.IncomingRequest} and
 * {@link dev.seaworthy.security.http.message.Answer}:
 *
 * <pre>{@code
 * Endpoint version = request -> Answer.json(200, "{\"version\":\"1.1.0\"}");
 * }</pre>
 */
package dev.seaworthy.security.http.message;
