package dev.seaworthy.core.database.planning.access;

import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.plan.Change;
import dev.seaworthy.core.database.plan.Step;
import dev.seaworthy.core.database.planning.survey.Findings;
import dev.seaworthy.core.database.planning.survey.Survey;
import dev.seaworthy.core.database.postgres.LockMode;
import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.core.database.schema.Grant;
import dev.seaworthy.core.database.sql.Identifier;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Declared grants against those that were given. */
public final class GrantPlanner {
    private static final String EVERYONE = "public";
    /** Owner, what the role was given by whom, and what of it is for some columns alone. */
    private static final String OF_RELATION = """
            SELECT pg_get_userbyid(c.relowner),
                   ARRAY(SELECT x.privilege_type
                         FROM aclexplode(coalesce(
                             c.relacl, acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", c.relowner))) x
                         WHERE coalesce(pg_get_userbyid(nullif(x.grantee, 0)), 'public') = ?),
                   ARRAY(SELECT x.privilege_type
                         FROM pg_attribute a CROSS JOIN aclexplode(a.attacl) x
                         WHERE a.attrelid = c.oid AND NOT a.attisdropped
                           AND coalesce(pg_get_userbyid(nullif(x.grantee, 0)), 'public') = ?),
                   ARRAY(SELECT pg_get_userbyid(x.grantor)::text
                         FROM aclexplode(c.relacl) x
                         WHERE coalesce(pg_get_userbyid(nullif(x.grantee, 0)), 'public') = ? AND x.grantor <> c.relowner)
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relname = ? AND (c.relkind = 'S') = ?""";

    private static final String OF_SCHEMA = """
            SELECT pg_get_userbyid(n.nspowner),
                   ARRAY(SELECT x.privilege_type
                         FROM aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) x
                         WHERE coalesce(pg_get_userbyid(nullif(x.grantee, 0)), 'public') = ?),
                   '{}'::text[],
                   ARRAY(SELECT pg_get_userbyid(x.grantor)::text
                         FROM aclexplode(n.nspacl) x
                         WHERE coalesce(pg_get_userbyid(nullif(x.grantee, 0)), 'public') = ? AND x.grantor <> n.nspowner)
            FROM pg_namespace n WHERE n.nspname = ?""";

    private final Survey survey;
    private final Session session;
    private final Findings findings;

    public GrantPlanner(Survey survey) {
        this.survey = survey;
        this.session = survey.session();
        this.findings = survey.findings();
    }

    public void plan(List<Grant> declared, Set<String> declaredRoles) throws SQLException {
        Set<String> roles = new HashSet<>(declaredRoles);
        roles.add(EVERYONE);
        roles.addAll(session.query(row -> row.getString(1), "SELECT rolname FROM pg_roles"));
        for (Grant grant : declared) {
            if (roles.contains(grant.role())) {
                plan(grant);
            } else {
                findings.problem(grant + ": there is no role " + grant.role());
            }
        }
    }

    private void plan(Grant grant) throws SQLException {
        Optional<Live> found = live(grant);
        if (found.isEmpty()) {
            findings.problem(grant + ": there is no " + grant.target() + " " + grant.object());
            return;
        }
        Set<String> wanted = grant.privileges().stream().map(Enum::name).collect(Collectors.toCollection(HashSet::new));
        Set<String> missing = without(wanted, found.get().privileges);
        Set<String> extra = grant.isExclusive() ? without(found.get().all(), wanted) : Set.of();
        if (!missing.isEmpty()) {
            change(grant, "give", statement("GRANT", missing, grant, "TO"), found.get());
        }
        if (!extra.isEmpty() && !found.get().grantors.isEmpty()) {
            findings.note(grant + ": more than declared was given by " + String.join(", ", found.get().grantors)
                    + ", and only they can take it away");
        } else if (!extra.isEmpty()) {
            change(grant, "take", statement("REVOKE", extra, grant, "FROM"), found.get());
        }
    }

    private void change(Grant grant, String verb, String sql, Live live) throws SQLException {
        boolean gives = verb.equals("give");
        Change change = new Change(
                (gives ? "" : "revoke beyond ") + grant,
                gives ? "missing" : "more than declared",
                List.of(Step.of(LockMode.ACCESS_SHARE, grant.object(), sql)));
        findings.change(gives ? change : change.dangerous("the role can no longer do what it could"));
        if (!session.exists("SELECT 1 WHERE ? = '' OR pg_has_role(?, 'USAGE')", live.owner, live.owner)) {
            findings.missingRight("must own " + grant.object() + ", as a member of " + live.owner + " does");
        }
    }

    /** Empty if there is no such object, not even one that a change will make. */
    private Optional<Live> live(Grant grant) throws SQLException {
        if (grant.target() == Grant.Target.SCHEMA) {
            return first(OF_SCHEMA, grant.role(), grant.role(), grant.schema());
        }
        TableName name = grant.relation();
        if (survey.find(name).filter(table -> !table.exists()).isPresent()) {
            return Optional.of(new Live("", Set.of(), Set.of(), Set.of()));
        }
        boolean isSequence = grant.target() == Grant.Target.SEQUENCE;
        return first(OF_RELATION, grant.role(), grant.role(), grant.role(), name.schema(), name.name(), isSequence);
    }

    private Optional<Live> first(String sql, Object... parameters) throws SQLException {
        return session
                .query(row -> new Live(row.getString(1), set(row, 2), set(row, 3), set(row, 4)), sql, parameters)
                .stream()
                .findFirst();
    }

    private static Set<String> set(ResultSet row, int column) throws SQLException {
        return new TreeSet<>(Arrays.asList((String[]) row.getArray(column).getArray()));
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        return all.stream().filter(each -> !some.contains(each)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String statement(String verb, Set<String> privileges, Grant grant, String direction) {
        String role = grant.role().equals(EVERYONE) ? "PUBLIC" : Identifier.quote(grant.role());
        return verb + " " + String.join(", ", privileges) + " ON "
                + grant.target().name().toUpperCase(Locale.ROOT) + " " + grant.sql() + " " + direction + " " + role;
    }

    /**
     * @param ofColumns what was given for some columns alone; taking it from the whole table takes it from these
     * @param grantors who gave something and is not the owner
     */
    private record Live(String owner, Set<String> privileges, Set<String> ofColumns, Set<String> grantors) {
        Set<String> all() {
            Set<String> all = new TreeSet<>(privileges);
            all.addAll(ofColumns);
            return all;
        }
    }
}
