package dev.seaworthy.core.database.access;

import dev.seaworthy.core.database.schema.Supabase;
import dev.seaworthy.core.database.sql.Identifier;
import java.util.List;
import java.util.UUID;

/**
 * Someone who asks: a role, and how its session says for whom. Immutable.
 *
 * @param owner what the owner's column holds in rows of one's own, as text; {@code null} there if it is empty
 * @param statements run after {@code SET LOCAL ROLE}, each {@code SET LOCAL} or {@code set_config(…, true)}
 */
public record Identity(String role, String owner, List<String> statements) {
    /** Whoever owns nothing: {@value}. */
    public static final String NOBODY = "";

    public Identity {
        statements = List.copyOf(statements);
        if (!Identifier.fits(role)) {
            throw new IllegalArgumentException("role must have 1 to 63 bytes: " + role);
        }
    }

    public static Identity of(String role, String owner) {
        return new Identity(role, owner, List.of());
    }

    /** The same, which says who it is by these statements. */
    public Identity saying(String... said) {
        return new Identity(role, owner, List.of(said));
    }

    /** A user of Supabase who has signed in, for whom {@code auth.uid()} is {@code user}. */
    public static Identity supabaseUser(UUID user) {
        return of(Supabase.AUTHENTICATED, user.toString())
                .saying(claims("{\"sub\":\"" + user + "\",\"role\":\"" + Supabase.AUTHENTICATED + "\"}"));
    }

    /** Whoever has not signed in to Supabase. */
    public static Identity supabaseAnonymous() {
        return of(Supabase.ANON, NOBODY).saying(claims("{\"role\":\"" + Supabase.ANON + "\"}"));
    }

    private static String claims(String json) {
        return "SET LOCAL request.jwt.claims = '" + json + "'";
    }

    /** The role, for the owner's id is a value of a row. */
    @Override
    public String toString() {
        return role;
    }
}
