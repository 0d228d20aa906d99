/**
 * Keys of an API, for programs; it knows no HTTP.
 *
 * <p>Start at {@link dev.seaworthy.security.apikey.ApiKeys}:
 *
 * <pre>{@code
 * IssuedKey issued = keys.issue(KeyRequest.forOwner("acme").scopes("content:read"));
 * KeyVerdict verdict = keys.verify(issued.secret().reveal());
 * }</pre>
 *
 * <p>Before paths of a service, {@code ApiKeyGuard} asks it.
 */
package dev.seaworthy.security.apikey;
