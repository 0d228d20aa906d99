package dev.seaworthy.core.database.planning.setting;

import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.plan.Change;
import dev.seaworthy.core.database.plan.Step;
import dev.seaworthy.core.database.planning.survey.Findings;
import dev.seaworthy.core.database.planning.survey.Survey;
import dev.seaworthy.core.database.postgres.DatabaseException;
import dev.seaworthy.core.database.postgres.LockMode;
import dev.seaworthy.core.database.schema.SessionDefaults;
import dev.seaworthy.core.database.sql.Identifier;
import dev.seaworthy.core.database.sql.Literal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Declared session defaults against those that are set; two values are equal if PostgreSQL shows them alike. */
public final class SessionDefaultsPlanner {
    private static final String SET = """
            SELECT s.setconfig FROM pg_db_role_setting s
            WHERE s.setrole = coalesce((SELECT oid FROM pg_roles WHERE rolname = ?), 0)
              AND s.setdatabase = coalesce((SELECT oid FROM pg_database WHERE datname = ?), 0)""";
    private static final String MAY_SET_FOR_DATABASE =
            "SELECT 1 FROM pg_database WHERE datname = current_database() AND pg_has_role(datdba, 'USAGE')";
    private static final String MAY_SET_FOR_ROLE = """
            SELECT 1 FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolcreaterole OR rolname = ?)""";

    private final Session session;
    private final Findings findings;

    public SessionDefaultsPlanner(Survey survey) {
        this.session = survey.session();
        this.findings = survey.findings();
    }

    public void plan(List<SessionDefaults> declared, Set<String> declaredRoles) throws SQLException {
        for (SessionDefaults defaults : declared) {
            if (isKnown(defaults.role(), declaredRoles)) {
                plan(defaults);
            } else {
                findings.problem(
                        defaults + ": there is no role " + defaults.role().orElse(""));
            }
        }
    }

    private boolean isKnown(Optional<String> role, Set<String> declaredRoles) throws SQLException {
        return role.isEmpty()
                || declaredRoles.contains(role.get())
                || session.exists("SELECT 1 FROM pg_roles WHERE rolname = ?", role.get());
    }

    private void plan(SessionDefaults defaults) throws SQLException {
        Map<String, String> live = live(defaults);
        String target = target(defaults);
        List<String> statements = new ArrayList<>();
        for (Map.Entry<String, String> setting : defaults.settings().entrySet()) {
            Optional<String> wanted = shown(setting.getKey(), setting.getValue(), Optional.of(defaults));
            String now = live.get(setting.getKey());
            boolean isSet = now != null
                    && shown(setting.getKey(), now, Optional.empty()).equals(wanted);
            if (wanted.isPresent() && !isSet) {
                statements.add(
                        "ALTER " + target + " SET " + setting.getKey() + " TO " + Literal.quote(setting.getValue()));
            }
        }
        if (!statements.isEmpty()) {
            findings.change(new Change(
                    "set " + defaults,
                    "not as declared; sessions that are open keep theirs",
                    List.of(Step.together(LockMode.NONE, target, statements))));
            checkRight(defaults);
        }
    }

    private String target(SessionDefaults defaults) throws SQLException {
        return defaults.role().isPresent()
                ? "ROLE " + Identifier.quote(defaults.role().get())
                : "DATABASE " + Identifier.quote(session.one("SELECT current_database()"));
    }

    private Map<String, String> live(SessionDefaults defaults) throws SQLException {
        String role = defaults.role().orElse("");
        String database = defaults.role().isPresent() ? "" : session.one("SELECT current_database()");
        Map<String, String> live = new HashMap<>();
        if (defaults.role().isPresent() && !session.exists("SELECT 1 FROM pg_roles WHERE rolname = ?", role)) {
            return live;
        }
        session.query(row -> Arrays.asList((String[]) row.getArray(1).getArray()), SET, role, database).stream()
                .flatMap(List::stream)
                .forEach(line -> live.put(
                        line.substring(0, line.indexOf('=')).toLowerCase(Locale.ROOT),
                        line.substring(line.indexOf('=') + 1)));
        return live;
    }

    /** The value as PostgreSQL shows it; a value that it refuses is a problem of {@code declaration}. */
    private Optional<String> shown(String setting, String value, Optional<SessionDefaults> declaration)
            throws SQLException {
        return session.rolledBack(() -> {
            try {
                session.one("SELECT set_config(?, ?, true)", setting, value);
                return Optional.of(session.one("SELECT current_setting(?)", setting));
            } catch (SQLException e) {
                declaration.ifPresent(defaults ->
                        findings.problem(defaults + ": PostgreSQL refuses it: " + DatabaseException.firstLine(e)));
                return Optional.empty();
            }
        });
    }

    private void checkRight(SessionDefaults defaults) throws SQLException {
        if (defaults.role().isEmpty() && !session.exists(MAY_SET_FOR_DATABASE)) {
            findings.missingRight("must own the database, for " + defaults);
        }
        if (defaults.role().isPresent()
                && !session.exists(MAY_SET_FOR_ROLE, defaults.role().get())) {
            findings.missingRight("must have CREATEROLE, for " + defaults);
        }
    }
}
