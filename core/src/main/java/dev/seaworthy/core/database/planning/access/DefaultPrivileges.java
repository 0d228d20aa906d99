package dev.seaworthy.core.database.planning.access;

import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.core.database.sql.Identifier;
import java.sql.SQLException;
import java.util.List;

/** What {@code ALTER DEFAULT PRIVILEGES} opens of a table that this session makes. */
public final class DefaultPrivileges {
    /** The role of a grant to everyone, as SQL needs it. */
    static final String EVERYONE = "PUBLIC";

    private static final String GRANTEES = """
            SELECT DISTINCT r.rolname
            FROM pg_default_acl d
            CROSS JOIN LATERAL aclexplode(d.defaclacl) a
            LEFT JOIN pg_roles r ON r.oid = a.grantee
            WHERE d.defaclobjtype = 'r' AND d.defaclrole = (SELECT oid FROM pg_roles WHERE rolname = current_user)
              AND (d.defaclnamespace = 0 OR d.defaclnamespace = (SELECT oid FROM pg_namespace WHERE nspname = ?))
              AND a.grantee <> d.defaclrole
            ORDER BY 1 NULLS FIRST""";

    private DefaultPrivileges() {}

    /** A role as SQL needs it, of which a declaration calls everyone {@code public}. */
    public static String role(String name) {
        return name.equals("public") ? EVERYONE : Identifier.quote(name);
    }

    /** What gives all of it back; empty if nothing is opened. */
    public static List<String> revoke(Session session, TableName table, String owner) throws SQLException {
        List<String> grantees = session
                .query(
                        row -> {
                            String role = row.getString(1);
                            return role == null ? EVERYONE : Identifier.quote(role);
                        },
                        GRANTEES,
                        table.schema())
                .stream()
                .filter(role -> !role.equals(Identifier.quote(owner)))
                .toList();
        return grantees.isEmpty()
                ? List.of()
                : List.of("REVOKE ALL ON TABLE " + table.sql() + " FROM " + String.join(", ", grantees));
    }
}
