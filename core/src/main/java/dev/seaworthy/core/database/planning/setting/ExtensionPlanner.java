package dev.seaworthy.core.database.planning.setting;

import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.plan.Change;
import dev.seaworthy.core.database.plan.Step;
import dev.seaworthy.core.database.planning.survey.Findings;
import dev.seaworthy.core.database.planning.survey.Survey;
import dev.seaworthy.core.database.postgres.LockMode;
import dev.seaworthy.core.database.schema.Extension;
import dev.seaworthy.core.database.sql.Identifier;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Declared extensions against those that are installed. */
public final class ExtensionPlanner {
    private static final String STATE = """
            SELECT a.default_version, a.installed_version,
                   (SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
                    WHERE e.extname = a.name),
                   (SELECT bool_or(v.trusted) FROM pg_available_extension_versions v
                    WHERE v.name = a.name AND v.version = a.default_version)
                   AND has_database_privilege(current_database(), 'CREATE')
                   OR (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
            FROM pg_available_extensions a WHERE a.name = ?""";

    private final Session session;
    private final Findings findings;

    public ExtensionPlanner(Survey survey) {
        this.session = survey.session();
        this.findings = survey.findings();
    }

    public void plan(List<Extension> declared) throws SQLException {
        for (Extension extension : declared) {
            List<State> found = session.query(
                    row -> new State(
                            row.getString(1),
                            Optional.ofNullable(row.getString(2)),
                            Optional.ofNullable(row.getString(3)),
                            row.getBoolean(4)),
                    STATE,
                    extension.name());
            if (found.isEmpty()) {
                findings.problem(extension + ": the server does not have it; install its package there");
            } else {
                plan(extension, found.get(0));
            }
        }
    }

    private void plan(Extension extension, State state) {
        if (state.installed.isEmpty()) {
            create(extension, state);
            return;
        }
        if (!state.installed.get().equals(state.available)) {
            findings.note(extension + " is of version " + state.installed.get() + ", and the server has "
                    + state.available + ": ALTER EXTENSION " + Identifier.quote(extension.name()) + " UPDATE");
        }
        extension
                .schema()
                .filter(wanted -> !state.schema.equals(Optional.of(wanted)))
                .ifPresent(wanted -> findings.note(
                        extension + " is in schema " + state.schema.orElse("?") + ", and was declared in " + wanted));
    }

    private void create(Extension extension, State state) {
        String sql = "CREATE EXTENSION IF NOT EXISTS " + Identifier.quote(extension.name())
                + extension
                        .schema()
                        .map(schema -> " SCHEMA " + Identifier.quote(schema))
                        .orElse("");
        findings.change(
                new Change("create " + extension, "missing", List.of(Step.of(LockMode.NONE, extension.name(), sql))));
        if (!state.isAllowed) {
            // a provider may let others make it all the same: the server decides
            findings.note(extension + " is made by a superuser, or if it is a trusted one by whoever has CREATE on the"
                    + " database, unless your provider allows it");
        }
    }

    private record State(String available, Optional<String> installed, Optional<String> schema, boolean isAllowed) {}
}
