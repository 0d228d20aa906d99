package dev.seaworthy.core.database.planning.access;

import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.catalog.Table;
import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.core.database.sql.Identifier;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who but its owner may do what with a table. */
public record LiveGrants(List<Grant> grants) {
    private static final String GRANTS = """
            SELECT NULL, r.rolname, a.privilege_type, a.is_grantable, g.rolname
            FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee
            LEFT JOIN pg_roles g ON g.oid = a.grantor AND a.grantor <> c.relowner
            WHERE c.oid = ?::oid AND a.grantee <> c.relowner
            UNION ALL
            SELECT t.attname, r.rolname, a.privilege_type, a.is_grantable, g.rolname
            FROM pg_class c JOIN pg_attribute t ON t.attrelid = c.oid AND NOT t.attisdropped
            CROSS JOIN LATERAL aclexplode(t.attacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee
            LEFT JOIN pg_roles g ON g.oid = a.grantor AND a.grantor <> c.relowner
            WHERE c.oid = ?::oid AND a.grantee <> c.relowner
            ORDER BY 2 NULLS FIRST, 1 NULLS FIRST, 3""";

    public static LiveGrants of(Session session, Table table) throws SQLException {
        return of(session, table.oid());
    }

    /**
     * Those of a table or a sequence.
     *
     * @param relation its oid
     */
    public static LiveGrants of(Session session, long relation) throws SQLException {
        String oid = Long.toString(relation);
        return new LiveGrants(session.query(LiveGrants::grant, GRANTS, oid, oid));
    }

    /** The same for another, {@code TABLE "public"."content"}, given by its owner. */
    public List<String> grant(String object) {
        return grants.stream()
                .map(grant -> "GRANT " + grant.what() + " ON " + object + " TO " + grant.role()
                        + (grant.isGrantable ? " WITH GRANT OPTION" : ""))
                .distinct()
                .toList();
    }

    /** These, and those too. */
    public LiveGrants and(LiveGrants others) {
        return new LiveGrants(
                Stream.concat(grants.stream(), others.grants.stream()).toList());
    }

    /** Takes all of it from {@code table}. */
    public List<String> revokeAll(TableName table) {
        Set<String> roles = grants.stream().map(Grant::role).collect(Collectors.toCollection(LinkedHashSet::new));
        return roles.isEmpty()
                ? List.of()
                : List.of("REVOKE ALL ON TABLE " + table.sql() + " FROM " + String.join(", ", roles));
    }

    /** Takes from {@code table}, which has these, what {@code source} does not give. */
    public List<String> revokeUnless(LiveGrants source, TableName table) {
        return grants.stream()
                .filter(grant -> grant.grantor.isEmpty() && !isGivenOn(grant))
                .filter(grant -> source.grants.stream().noneMatch(grant::isWithin))
                .map(grant -> "REVOKE " + grant.what() + " ON TABLE " + table.sql() + " FROM " + grant.role())
                .toList();
    }

    /**
     * What of that its owner can't take: {@code SELECT of "a", given by "b", who alone can revoke it}, and
     * {@code SELECT of "b", who has given it on, which has to be revoked first}.
     */
    public List<String> keptBeyond(LiveGrants source) {
        return grants.stream()
                .filter(grant -> source.grants.stream().noneMatch(grant::isWithin))
                .filter(grant -> grant.grantor.isPresent() || isGivenOn(grant))
                .map(grant -> grant.what() + " of " + grant.role
                        + grant.grantor
                                .map(other -> ", given by " + other + ", who alone can revoke it")
                                .orElse(", who has given it on, which has to be revoked first"))
                .toList();
    }

    /** What was given on can be taken only after what was made of it. */
    private boolean isGivenOn(Grant grant) {
        return grants.stream()
                .anyMatch(other -> other.grantor.filter(grant.role::equals).isPresent()
                        && other.privilege.equals(grant.privilege));
    }

    private static Grant grant(ResultSet row) throws SQLException {
        String role = row.getString(2);
        return new Grant(
                Optional.ofNullable(row.getString(1)),
                role == null ? DefaultPrivileges.EVERYONE : Identifier.quote(role),
                row.getString(3),
                row.getBoolean(4),
                Optional.ofNullable(row.getString(5)).map(Identifier::quote));
    }

    /**
     * One privilege of one role.
     *
     * @param column empty for all columns
     * @param role as SQL has it
     * @param grantor as SQL has it; empty for the owner of the table
     */
    public record Grant(
            Optional<String> column, String role, String privilege, boolean isGrantable, Optional<String> grantor) {
        private boolean isWithin(Grant other) {
            return role.equals(other.role)
                    && privilege.equals(other.privilege)
                    && (other.column.isEmpty() || other.column.equals(column))
                    && (!isGrantable || other.isGrantable);
        }

        private String what() {
            return privilege
                    + column.map(name -> " (" + Identifier.quote(name) + ")").orElse("");
        }
    }
}
