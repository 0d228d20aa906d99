package dev.seaworthy.core.database.schema;

import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.core.database.sql.Identifier;

/** How Supabase names things: the roles of its API, and who asks ({@code auth.uid()}). */
public final class Supabase {
    /** Whoever has not signed in. */
    public static final String ANON = "anon";

    /** Whoever has signed in. */
    public static final String AUTHENTICATED = "authenticated";

    /** A server of one's own; row-level security does not hold for it. */
    public static final String SERVICE_ROLE = "service_role";

    /** Who asks, worked out once for each statement and not for each row. */
    private static final String CURRENT_USER_ID = "(SELECT auth.uid())";

    private Supabase() {}

    /**
     * Users who have signed in see, insert and change their own rows of {@code table}: those whose {@code userColumn}
     * holds their id. They delete none, and nobody else sees any. An index on the column makes it fast.
     */
    public static RowLevelSecurity ownRows(String table, String userColumn) {
        String rows = "own " + TableName.of(table).name();
        String own = CURRENT_USER_ID + " = " + Identifier.quote(userColumn);
        return RowLevelSecurity.on(table)
                .policy(policy("Users can view " + rows, Policy.Command.SELECT)
                        .using(own)
                        .build())
                .policy(policy("Users can insert " + rows, Policy.Command.INSERT)
                        .withCheck(own)
                        .build())
                .policy(policy("Users can update " + rows, Policy.Command.UPDATE)
                        .using(own)
                        .withCheck(own)
                        .build())
                .build();
    }

    private static Policy.Builder policy(String name, Policy.Command command) {
        return Policy.named(name).on(command).to(AUTHENTICATED);
    }
}
