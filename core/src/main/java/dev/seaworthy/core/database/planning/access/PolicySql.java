package dev.seaworthy.core.database.planning.access;

import dev.seaworthy.core.database.schema.Policy;
import dev.seaworthy.core.database.sql.Identifier;
import java.util.List;

/** A policy in SQL. */
public final class PolicySql {
    private PolicySql() {}

    /**
     * A statement that makes it.
     *
     * @param table as SQL needs it
     */
    public static String create(Policy policy, String table) {
        return create(policy, table, roles(policy.roles()));
    }

    static String createForEveryone(Policy policy, String table) {
        return create(policy, table, "PUBLIC");
    }

    static String alter(Policy policy, String table) {
        return "ALTER POLICY " + Identifier.quote(policy.name()) + " ON " + table + " TO " + roles(policy.roles())
                + conditions(policy);
    }

    public static String drop(String policy, String table) {
        return "DROP POLICY " + Identifier.quote(policy) + " ON " + table;
    }

    private static String create(Policy policy, String table, String roles) {
        return "CREATE POLICY " + Identifier.quote(policy.name()) + " ON " + table
                + (policy.isPermissive() ? "" : " AS RESTRICTIVE") + " FOR " + policy.command() + " TO " + roles
                + conditions(policy);
    }

    private static String conditions(Policy policy) {
        return policy.using().map(sql -> " USING (" + sql + ")").orElse("")
                + policy.withCheck().map(sql -> " WITH CHECK (" + sql + ")").orElse("");
    }

    private static String roles(List<String> roles) {
        return roles.isEmpty() ? "PUBLIC" : Identifier.quoteAll(roles);
    }
}
