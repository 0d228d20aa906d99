package dev.seaworthy.security.http.guard;

import java.util.Set;

/**
 * Who a guard found the caller to be. Immutable.
 *
 * @param id what tells this caller from all others, such as the id of an API key or of a user; no secret
 * @param owner on whose behalf, such as a customer; the id again if nobody else
 * @param scopes what this caller may do; empty if that is not the guard's to say
 */
public record Identity(String id, String owner, Set<String> scopes) {
    public Identity {
        scopes = Set.copyOf(scopes);
    }
}
