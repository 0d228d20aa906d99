package dev.seaworthy.core.database.planning.access;

import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.schema.Policy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A policy as the catalog has it.
 *
 * @param roles sorted; empty for {@code PUBLIC}
 * @param using as PostgreSQL writes it
 * @param check as PostgreSQL writes it
 */
public record LivePolicy(
        String name,
        Policy.Command command,
        boolean isPermissive,
        List<String> roles,
        Optional<String> using,
        Optional<String> check) {
    private static final String POLICIES = """
            SELECT polname, polcmd, polpermissive,
                   ARRAY(SELECT r.rolname::text FROM pg_roles r WHERE r.oid = ANY (polroles) ORDER BY 1),
                   pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid), polrelid
            FROM pg_policy WHERE polrelid = ANY (?::oid[]) ORDER BY polname""";
    private static final Map<String, Policy.Command> COMMANDS = Map.of(
            "*", Policy.Command.ALL,
            "r", Policy.Command.SELECT,
            "a", Policy.Command.INSERT,
            "w", Policy.Command.UPDATE,
            "d", Policy.Command.DELETE);

    /** Those of a table. */
    public static Collection<LivePolicy> read(Session session, long table) throws SQLException {
        return read(session, List.of(table)).getOrDefault(table, Map.of()).values();
    }

    /** By the oid of the table and their name, and in the order of their names. */
    public static Map<Long, Map<String, LivePolicy>> read(Session session, Collection<Long> tables)
            throws SQLException {
        String[] oids = tables.stream().map(String::valueOf).toArray(String[]::new);
        Map<Long, Map<String, LivePolicy>> policies = new HashMap<>();
        session.query(
                row -> policies.computeIfAbsent(row.getLong(7), oid -> new LinkedHashMap<>())
                        .put(row.getString(1), of(row)),
                POLICIES,
                (Object) oids);
        return policies;
    }

    /** The declared policy with its conditions as PostgreSQL writes them. */
    public LivePolicy of(Policy declared) {
        return new LivePolicy(name, command, isPermissive, declared.roles(), using, check);
    }

    /** Whether it opens or closes anything: PostgreSQL lets one be made without a condition, which does neither. */
    public boolean hasCondition() {
        return using.isPresent() || check.isPresent();
    }

    /** The same as a declaration, which must have a condition. */
    public Policy asPolicy() {
        Policy.Builder policy = Policy.named(name).on(command).to(roles.toArray(String[]::new));
        using.ifPresent(policy::using);
        check.ifPresent(policy::withCheck);
        return isPermissive ? policy.build() : policy.restrictive().build();
    }

    /** Whether {@code ALTER POLICY} can make the one of the other. */
    boolean isOfTheKindOf(LivePolicy other) {
        return command == other.command && isPermissive == other.isPermissive;
    }

    private static LivePolicy of(ResultSet row) throws SQLException {
        return new LivePolicy(
                row.getString(1),
                Objects.requireNonNull(COMMANDS.get(row.getString(2))),
                row.getBoolean(3),
                Arrays.stream((String[]) row.getArray(4).getArray()).sorted().toList(),
                Optional.ofNullable(row.getString(5)),
                Optional.ofNullable(row.getString(6)));
    }
}
