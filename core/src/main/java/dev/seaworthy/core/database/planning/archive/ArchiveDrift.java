package dev.seaworthy.core.database.planning.archive;

import dev.seaworthy.core.database.archive.Archive;
import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.catalog.Table;
import dev.seaworthy.core.database.catalog.Tables;
import dev.seaworthy.core.database.plan.Change;
import dev.seaworthy.core.database.plan.Step;
import dev.seaworthy.core.database.planning.access.LiveGrants;
import dev.seaworthy.core.database.planning.access.LivePolicy;
import dev.seaworthy.core.database.planning.access.PolicySql;
import dev.seaworthy.core.database.planning.survey.Survey;
import dev.seaworthy.core.database.postgres.LockMode;
import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.core.database.sql.Identifier;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An archive table whose source has got columns, or that is open wider than its source. */
final class ArchiveDrift {
    private static final String COLUMNS = """
            SELECT a.attname, format_type(a.atttypid, a.atttypmod)
                   || CASE WHEN a.attcollation <> t.typcollation
                        THEN format(' COLLATE %I.%I', n.nspname, l.collname) ELSE '' END
            FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
            LEFT JOIN pg_collation l ON l.oid = a.attcollation LEFT JOIN pg_namespace n ON n.oid = l.collnamespace
            WHERE a.attrelid = ?::oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum""";

    private final Survey survey;
    private final Session session;
    private final Archive archive;
    private final Table source;
    private final Table target;
    private final ArchiveProtection protection;

    ArchiveDrift(Survey survey, Archive archive, Table source, Table target, ArchiveProtection protection) {
        this.survey = survey;
        this.session = survey.session();
        this.archive = archive;
        this.source = source;
        this.target = target;
        this.protection = protection;
    }

    void plan() throws SQLException {
        addColumns();
        close();
    }

    private void addColumns() throws SQLException {
        List<String> missing = new ArrayList<>();
        List<String> actions = new ArrayList<>();
        session.query(
                row -> {
                    if (!target.columns().containsKey(row.getString(1))) {
                        missing.add(row.getString(1));
                        actions.add("ADD COLUMN " + Identifier.quote(row.getString(1)) + " " + row.getString(2));
                    }
                    return row.getString(1);
                },
                COLUMNS,
                Long.toString(source.oid()));
        if (!missing.isEmpty()) {
            survey.change(
                    target,
                    new Change(
                            "add columns to archive table " + target.name(),
                            source.name() + " has " + String.join(", ", missing),
                            List.of(Step.of(
                                    LockMode.ACCESS_EXCLUSIVE,
                                    target.name() + " and its partitions",
                                    "ALTER TABLE " + target.name().sql() + " " + String.join(", ", actions)))));
        }
        tellOtherTypes();
    }

    private void tellOtherTypes() {
        source.columns().values().stream()
                .filter(column -> target.columns().containsKey(column.name())
                        && !target.column(column.name()).type().equals(column.type()))
                .forEach(column -> survey.findings()
                        .note(ArchiveTablePlanner.name(archive) + ": " + column.name() + " is "
                                + target.column(column.name()).type() + ", and " + column.type() + " in "
                                + source.name()));
    }

    private void close() throws SQLException {
        Map<TableName, Table> partitions = new TreeMap<>(Tables.read(session, target.partitions()));
        List<String> statements = new ArrayList<>();
        if (!protection.isOfItsOwn()) {
            statements.addAll(protection.rowSecurity().missing(target));
            statements.addAll(policies());
            partitions
                    .values()
                    .forEach(each -> statements.addAll(protection.rowSecurity().missing(each)));
        }
        if (!statements.isEmpty()) {
            change("close archive table " + target.name(), statements, Optional.empty());
        }
        revoke(target, protection.sourceGrants().and(protection.grants(target.name())));
        for (Table partition : partitions.values()) {
            revoke(partition, protection.grants(partition.name()));
        }
    }

    private void change(String name, List<String> statements, Optional<String> loss) {
        Change change = new Change(
                name,
                "not protected as " + source.name() + " is",
                List.of(Step.together(LockMode.ACCESS_EXCLUSIVE, target.name() + " and its partitions", statements)));
        survey.change(target, loss.map(change::dangerous).orElse(change));
    }

    private void revoke(Table table, LiveGrants allowed) throws SQLException {
        LiveGrants live = LiveGrants.of(session, table);
        List<String> statements = live.revokeUnless(allowed, table.name());
        if (!statements.isEmpty()) {
            change(
                    "revoke beyond " + source.name() + " on " + table.name(),
                    statements,
                    Optional.of("roles can no longer do what they could"));
        }
        live.keptBeyond(allowed)
                .forEach(each -> survey.findings()
                        .note(ArchiveTablePlanner.name(archive) + ": " + table.name() + " is open wider by " + each));
    }

    /** Returns what makes those of the source that are missing; the others are changes of their own. */
    private List<String> policies() throws SQLException {
        Optional<List<LivePolicy>> wanted = protection.policies();
        if (!protection.isSecured() || wanted.isEmpty()) {
            return List.of();
        }
        Map<String, LivePolicy> live = new TreeMap<>();
        LivePolicy.read(session, target.oid()).forEach(policy -> live.put(policy.name(), policy));
        List<String> missing = new ArrayList<>();
        for (LivePolicy policy : wanted.get()) {
            Optional<LivePolicy> there = Optional.ofNullable(live.remove(policy.name()));
            String create = PolicySql.create(policy.asPolicy(), target.name().sql());
            if (there.isEmpty()) {
                missing.add(create);
            } else if (!there.get().equals(policy)) {
                change(
                        "change policy " + policy.name() + " of " + target.name(),
                        List.of(PolicySql.drop(policy.name(), target.name().sql()), create),
                        Optional.of("rows that it opens or closes change sides"));
            }
        }
        live.values().forEach(this::undeclared);
        return missing;
    }

    /** One that the source has not: if it opens rows it has to go, and if it closes rows it may stay. */
    private void undeclared(LivePolicy policy) {
        if (policy.isPermissive()) {
            change(
                    "drop policy " + policy.name() + " of " + target.name(),
                    List.of(PolicySql.drop(policy.name(), target.name().sql())),
                    Optional.of("rows that it opens are closed"));
        } else {
            survey.findings()
                    .note(ArchiveTablePlanner.name(archive) + ": the restrictive policy " + policy.name() + " of "
                            + target.name() + " is none of " + source.name() + ", and stays");
        }
    }
}
