package dev.seaworthy.core.database.planning.access;

import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.plan.Change;
import dev.seaworthy.core.database.plan.Step;
import dev.seaworthy.core.database.planning.survey.Findings;
import dev.seaworthy.core.database.planning.survey.Survey;
import dev.seaworthy.core.database.postgres.LockMode;
import dev.seaworthy.core.database.schema.Role;
import dev.seaworthy.core.database.sql.Identifier;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Declared roles against those of the server. */
public final class RolePlanner {
    private static final String ROLE = """
            SELECT rolcanlogin, rolbypassrls, rolconnlimit,
                   ARRAY(SELECT g.rolname::text FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
                         WHERE m.member = r.oid)
            FROM pg_roles r WHERE rolname = ?""";
    private static final String MAY_MAKE_ROLES =
            "SELECT 1 FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolcreaterole)";

    /** From version 16 on, whoever is no superuser needs the option to administer a role that is there. */
    private static final String MAY_ADMINISTER = """
            SELECT 1 FROM pg_roles r WHERE rolname = current_user AND (rolsuper OR pg_has_role(?, 'MEMBER WITH ADMIN OPTION'))""";

    private final Session session;
    private final Findings findings;

    public RolePlanner(Survey survey) {
        this.session = survey.session();
        this.findings = survey.findings();
    }

    public void plan(List<Role> declared) throws SQLException {
        Set<String> known = new HashSet<>(session.query(row -> row.getString(1), "SELECT rolname FROM pg_roles"));
        for (Role role : declared) {
            Set<String> unknown = new TreeSet<>(role.groups());
            unknown.removeAll(known);
            if (unknown.isEmpty()) {
                plan(role, session.query(State::of, ROLE, role.name()).stream().findFirst());
            } else {
                findings.problem(role + ": there is no role " + String.join(", ", unknown)
                        + " that it could be a member of; declare that one before it");
            }
            known.add(role.name());
        }
    }

    private void plan(Role role, Optional<State> live) throws SQLException {
        List<String> statements = statements(role, live);
        if (statements.isEmpty()) {
            return;
        }
        Change change = new Change(
                (live.isEmpty() ? "create " : "alter ") + role,
                live.isEmpty() ? "missing" : "not as declared",
                List.of(Step.together(LockMode.NONE, role, statements)));
        boolean takes = live.isPresent() && live.get().loses(State.of(role));
        findings.change(takes ? change.dangerous("it can no longer do what it could") : change);
        if (!isAllowed(role, live)) {
            findings.missingRight("must have CREATEROLE, and the admin option on a role that is there, for " + role);
        }
    }

    private boolean isAllowed(Role role, Optional<State> live) throws SQLException {
        boolean isThere = live.isPresent() && session.isAtLeast(16);
        return session.exists(MAY_MAKE_ROLES) && (!isThere || session.exists(MAY_ADMINISTER, role.name()));
    }

    private static List<String> statements(Role role, Optional<State> live) {
        List<String> statements = new ArrayList<>();
        State wanted = State.of(role);
        String name = Identifier.quote(role.name());
        if (live.isEmpty()) {
            statements.add("CREATE ROLE " + name + " " + wanted.options());
        } else if (!live.get().isLike(wanted)) {
            statements.add("ALTER ROLE " + name + " " + wanted.options());
        }
        role.groups().stream()
                .sorted()
                .filter(group -> live.isEmpty() || !live.get().groups.contains(group))
                .forEach(group -> statements.add("GRANT " + Identifier.quote(group) + " TO " + name));
        return statements;
    }

    private record State(boolean canLogin, boolean bypasses, int connectionLimit, Set<String> groups) {
        static State of(Role role) {
            return new State(role.canLogin(), role.bypassesRowLevelSecurity(), role.connectionLimit(), role.groups());
        }

        static State of(ResultSet row) throws SQLException {
            return new State(row.getBoolean(1), row.getBoolean(2), row.getInt(3), Set.copyOf(Arrays.asList((String[])
                    row.getArray(4).getArray())));
        }

        boolean isLike(State other) {
            return canLogin == other.canLogin && bypasses == other.bypasses && connectionLimit == other.connectionLimit;
        }

        /** Whether the role can do less once it is like {@code other}. */
        boolean loses(State other) {
            boolean isLimited =
                    other.connectionLimit >= 0 && (connectionLimit < 0 || other.connectionLimit < connectionLimit);
            return (canLogin && !other.canLogin) || (bypasses && !other.bypasses) || isLimited;
        }

        String options() {
            return (canLogin ? "LOGIN" : "NOLOGIN") + (bypasses ? " BYPASSRLS" : " NOBYPASSRLS") + " CONNECTION LIMIT "
                    + connectionLimit;
        }
    }
}
