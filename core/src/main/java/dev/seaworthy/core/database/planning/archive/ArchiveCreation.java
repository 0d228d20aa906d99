package dev.seaworthy.core.database.planning.archive;

import dev.seaworthy.core.database.archive.Archive;
import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.catalog.Table;
import dev.seaworthy.core.database.plan.Change;
import dev.seaworthy.core.database.plan.Step;
import dev.seaworthy.core.database.planning.access.DefaultPrivileges;
import dev.seaworthy.core.database.planning.access.PolicySql;
import dev.seaworthy.core.database.planning.survey.Survey;
import dev.seaworthy.core.database.postgres.LockMode;
import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.core.database.sql.Identifier;
import dev.seaworthy.core.database.sql.Literal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An archive table that is not there yet: the columns of its source, its protection, and no more. */
final class ArchiveCreation {
    private static final String PRIMARY_KEY = """
            SELECT a.attname FROM pg_index x
            CROSS JOIN LATERAL unnest((x.indkey::int2[])[0:x.indnkeyatts - 1]) WITH ORDINALITY k (attnum, place)
            JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = k.attnum
            WHERE x.indrelid = ?::oid AND x.indisprimary ORDER BY k.place""";

    private final Survey survey;
    private final Session session;
    private final Archive archive;
    private final TableName target;
    private final Table source;
    private final ArchiveProtection protection;

    ArchiveCreation(Survey survey, Archive archive, Table source, ArchiveProtection protection) {
        this.survey = survey;
        this.session = survey.session();
        this.archive = archive;
        this.target = archive.target();
        this.source = source;
        this.protection = protection;
    }

    void plan() throws SQLException {
        List<String> statements = new ArrayList<>();
        String creation = create();
        statements.add(creation);
        if (!session.one("SELECT current_user").equals(source.owner())) {
            statements.add("ALTER TABLE " + target.sql() + " OWNER TO " + Identifier.quote(source.owner()));
        }
        statements.addAll(DefaultPrivileges.revoke(session, target, source.owner()));
        statements.addAll(protection.sourceGrants().grant("TABLE " + target.sql()));
        if (protection.isSecured()) {
            statements.add("ALTER TABLE " + target.sql() + " ENABLE ROW LEVEL SECURITY");
            statements.add("ALTER TABLE " + target.sql() + " FORCE ROW LEVEL SECURITY");
        }
        if (!protection.isOfItsOwn()) {
            // without them nobody but its owner's superiors sees a row, which is safe
            protection
                    .policies()
                    .orElse(List.of())
                    .forEach(policy -> statements.add(PolicySql.create(policy.asPolicy(), target.sql())));
        }
        statements.add("COMMENT ON TABLE " + target.sql() + " IS " + Literal.quote("Archive of " + source.name()));
        survey.change(
                source,
                new Change(
                        "create archive table " + target,
                        "missing",
                        List.of(Step.together(LockMode.ACCESS_SHARE, source.name(), statements))));
        survey.expect(expected(), creation);
    }

    /** Rows come with all their values: a default would only tie the archive to a sequence of the source. */
    private String create() throws SQLException {
        List<String> key =
                new ArrayList<>(session.query(row -> row.getString(1), PRIMARY_KEY, Long.toString(source.oid())));
        if (!key.isEmpty() && !key.contains(archive.timeColumn())) {
            key.add(archive.timeColumn());
        }
        return "CREATE TABLE " + target.sql() + " (LIKE " + source.name().sql()
                + " INCLUDING ALL EXCLUDING INDEXES EXCLUDING IDENTITY EXCLUDING DEFAULTS EXCLUDING STATISTICS"
                + (key.isEmpty() ? "" : ", PRIMARY KEY (" + Identifier.quoteAll(key) + ")") + ") PARTITION BY RANGE ("
                + Identifier.quote(archive.timeColumn()) + ")";
    }

    private Table expected() {
        return new Table(
                target,
                0,
                source.owner(),
                source.columns(),
                protection.isSecured(),
                protection.isSecured(),
                Map.of(),
                Optional.of("RANGE (" + archive.timeColumn() + ")"),
                List.of(),
                source.name());
    }
}
