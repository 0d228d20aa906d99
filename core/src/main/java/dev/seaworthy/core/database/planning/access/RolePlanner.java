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
    private static final String MAY_ADMINISTER = "SELECT 1 WHERE pg_has_role(?, 'MEMBER WITH ADMIN OPTION')";

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
        boolean takes = live.isPresent() && live.get().loses(role);
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
        String name = Identifier.quote(role.name());
        String options = live.orElse(State.OF_NEW).options(role);
        if (live.isEmpty()) {
            statements.add("CREATE ROLE " + name + options);
        } else if (!options.isEmpty()) {
            statements.add("ALTER ROLE " + name + options);
        }
        role.groups().stream()
                .sorted()
                .filter(group -> live.isEmpty() || !live.get().groups.contains(group))
                .forEach(group -> statements.add("GRANT " + Identifier.quote(group) + " TO " + name));
        return statements;
    }

    private record State(boolean canLogin, boolean bypasses, int connectionLimit, Set<String> groups) {
        /** What PostgreSQL gives to a role that it makes. */
        static final State OF_NEW = new State(false, false, -1, Set.of());

        static State of(ResultSet row) throws SQLException {
            return new State(row.getBoolean(1), row.getBoolean(2), row.getInt(3), Set.copyOf(Arrays.asList((String[])
                    row.getArray(4).getArray())));
        }

        /** Whether the role can do less once it is as {@code declared}. */
        boolean loses(Role declared) {
            int limit = declared.connectionLimit().orElse(connectionLimit);
            boolean isLimited = limit >= 0 && (connectionLimit < 0 || limit < connectionLimit);
            return (canLogin && !declared.canLogin().orElse(true))
                    || (bypasses && !declared.bypassesRowLevelSecurity().orElse(true))
                    || isLimited;
        }

        /** The options that are declared and differ, each with a blank before it. */
        String options(Role declared) {
            StringBuilder options = new StringBuilder();
            declared.canLogin()
                    .filter(wanted -> wanted != canLogin)
                    .ifPresent(wanted -> options.append(wanted ? " LOGIN" : " NOLOGIN"));
            declared.bypassesRowLevelSecurity()
                    .filter(wanted -> wanted != bypasses)
                    .ifPresent(wanted -> options.append(wanted ? " BYPASSRLS" : " NOBYPASSRLS"));
            int limit = declared.connectionLimit().orElse(connectionLimit);
            return options + (limit == connectionLimit ? "" : " CONNECTION LIMIT " + limit);
        }
    }
}
