package dev.seaworthy.core.database.planning.partition;

import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.catalog.Table;
import dev.seaworthy.core.database.planning.access.DefaultPrivileges;
import dev.seaworthy.core.database.planning.access.LiveGrants;
import dev.seaworthy.core.database.planning.access.LivePolicy;
import dev.seaworthy.core.database.planning.access.PolicySql;
import dev.seaworthy.core.database.planning.index.IndexNames;
import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.core.database.schema.TimePartitions;
import dev.seaworthy.core.database.sql.Identifier;
import dev.seaworthy.core.database.sql.Literal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one transaction in which a plain table becomes the first partition of a new table of its name. No row is moved or
 * looked at: the bound was proved, and each index of the new table finds that of the old.
 */
final class ConversionSwap {
    private static final String INDEXES = """
            SELECT c.relname, pg_get_indexdef(x.indexrelid), pg_get_constraintdef(k.oid),
                   obj_description(x.indexrelid, 'pg_class')
            FROM pg_index x JOIN pg_class c ON c.oid = x.indexrelid
            LEFT JOIN pg_constraint k ON k.conindid = x.indexrelid AND k.contype IN ('p', 'u') AND k.conrelid = x.indrelid
            WHERE x.indrelid = ?::oid ORDER BY x.indisprimary DESC, c.relname""";
    private static final String FOREIGN_KEYS = """
            SELECT format('ADD CONSTRAINT %I %s', conname, pg_get_constraintdef(oid))
            FROM pg_constraint WHERE contype = 'f' AND conrelid = ?::oid ORDER BY conname""";
    private static final String CONSTRAINT_COMMENTS = """
            SELECT conname, obj_description(oid, 'pg_constraint') FROM pg_constraint
            WHERE conrelid = ?::oid AND contype IN ('p', 'u', 'f') AND obj_description(oid, 'pg_constraint') IS NOT NULL
            ORDER BY conname""";
    private static final String SEQUENCES = """
            SELECT n.nspname, s.relname, a.attname, d.deptype = 'i', s.oid, obj_description(s.oid, 'pg_class')
            FROM pg_depend d
            JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S' JOIN pg_namespace n ON n.oid = s.relnamespace
            JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
            WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjid = ?::oid
              AND d.deptype IN ('a', 'i') ORDER BY a.attnum""";

    /** Whoever waits for the table waits for what the swap waits for after it: 0.1 s for each further table at most. */
    private static final String HURRY = """
            SELECT set_config('lock_timeout', least(nullif(setting::int, 0), 100)::text, true)
            FROM pg_settings WHERE name = 'lock_timeout'""";

    private final Session session;
    private final Table table;
    private final TableName name;
    private final TableName old;
    private final TimePartitions declared;
    private final ConversionBound bound;
    private final PartitionSteps steps;
    private final List<String> statements = new ArrayList<>();

    ConversionSwap(Session session, Table table, TimePartitions declared, ConversionBound bound, PartitionSteps steps) {
        this.session = session;
        this.table = table;
        this.name = table.name();
        this.old = oldName(name);
        this.declared = declared;
        this.bound = bound;
        this.steps = steps;
    }

    /** The name of the plain table from then on. */
    static TableName oldName(TableName table) {
        return table.sibling(Identifier.withSuffix(table.name(), "_legacy"));
    }

    /** @param later the partitions to be made after the first */
    List<String> statements(List<TimeRange> later) throws SQLException {
        List<Made> indexes = indexes();
        statements.add("LOCK TABLE " + name.sql() + " IN ACCESS EXCLUSIVE MODE");
        statements.add(HURRY);
        indexes.forEach(index -> statements.add("ALTER INDEX "
                + name.sibling(index.name).sql() + " RENAME TO " + Identifier.quote(oldIndexName(index.name))));
        statements.add("ALTER TABLE " + name.sql() + " RENAME TO " + Identifier.quote(old.name()));
        statements.add("CREATE TABLE " + name.sql() + " (LIKE " + old.sql() + " INCLUDING ALL EXCLUDING INDEXES)"
                + " PARTITION BY RANGE (" + Identifier.quote(declared.column()) + ")" + steps.tablespace());
        statements.addAll(steps.own(name));
        statements.addAll(steps.columns(name));
        dropBound(name);
        numbers();
        indexes.forEach(this::create);
        session.query(row -> row.getString(1), FOREIGN_KEYS, Long.toString(table.oid()))
                .forEach(each -> alter(name, each));
        commentConstraints();
        protect();
        statements.add(steps.attach(old, new TimeRange(LocalDateTime.MIN, bound.end())));
        dropBound(old);
        session.first("SELECT obj_description(?::oid, 'pg_class')", Long.toString(table.oid()))
                .ifPresent(text -> statements.add("COMMENT ON TABLE " + name.sql() + " IS " + Literal.quote(text)));
        for (TimeRange range : later) {
            statements.addAll(steps.createWithin(MissingPartitions.name(declared, range), range));
        }
        return statements;
    }

    /** All names that must be free. */
    List<String> newNames(List<TimeRange> later) throws SQLException {
        List<String> names = new ArrayList<>(List.of(old.name()));
        indexes().forEach(index -> names.add(oldIndexName(index.name)));
        later.forEach(range -> names.add(MissingPartitions.name(declared, range).name()));
        return names;
    }

    private String oldIndexName(String index) {
        return IndexNames.ofPartition(index, old.name());
    }

    private List<Made> indexes() throws SQLException {
        return session.query(
                row -> new Made(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                INDEXES,
                Long.toString(table.oid()));
    }

    private void create(Made index) {
        if (index.constraint == null) {
            statements.add(index.definition);
        } else {
            alter(name, "ADD CONSTRAINT " + Identifier.quote(index.name) + " " + index.constraint);
        }
        if (index.comment != null) {
            statements.add(
                    "COMMENT ON INDEX " + name.sibling(index.name).sql() + " IS " + Literal.quote(index.comment));
        }
    }

    /** A sequence goes over to the new table; that of an identity is made anew, and goes on where the old one was. */
    private void numbers() throws SQLException {
        session.query(
                row -> {
                    String sequence = new TableName(row.getString(1), row.getString(2)).sql();
                    String column = row.getString(3);
                    if (row.getBoolean(4)) {
                        statements.add("SELECT setval(pg_get_serial_sequence(" + Literal.quote(name.sql()) + ", "
                                + Literal.quote(column) + "), last_value, is_called) FROM " + sequence);
                        alter(old, "ALTER COLUMN " + Identifier.quote(column) + " DROP IDENTITY");
                        keepSequence(row, column);
                    } else {
                        statements.add("ALTER SEQUENCE " + sequence + " OWNED BY " + name.sql() + "."
                                + Identifier.quote(column));
                    }
                    return column;
                },
                SEQUENCES,
                Long.toString(table.oid()));
    }

    /** It was made under a name that was free, and is asked for under the old one. */
    private void keepSequence(ResultSet row, String column) throws SQLException {
        TableName sequence = new TableName(row.getString(1), row.getString(2));
        String made = "pg_get_serial_sequence(" + Literal.quote(name.sql()) + ", " + Literal.quote(column) + ")";
        statements.add("DO "
                + Literal.quote("BEGIN IF to_regclass(" + Literal.quote(sequence.sql())
                        + ") IS NULL THEN EXECUTE format('ALTER SEQUENCE %s RENAME TO %I', " + made + ", "
                        + Literal.quote(sequence.name()) + "); END IF; END"));
        statements.addAll(LiveGrants.of(session, row.getLong(5)).grant("SEQUENCE " + sequence.sql()));
        String comment = row.getString(6);
        if (comment != null) {
            statements.add("COMMENT ON SEQUENCE " + sequence.sql() + " IS " + Literal.quote(comment));
        }
    }

    /** Those of constraints that were made anew; others come with the columns. */
    private void commentConstraints() throws SQLException {
        session.query(
                        row -> "COMMENT ON CONSTRAINT " + Identifier.quote(row.getString(1)) + " ON " + name.sql()
                                + " IS " + Literal.quote(row.getString(2)),
                        CONSTRAINT_COMMENTS,
                        Long.toString(table.oid()))
                .forEach(statements::add);
    }

    /** Grants, row-level security and policies go over to the new table; the old one is closed as a partition is. */
    private void protect() throws SQLException {
        LiveGrants grants = LiveGrants.of(session, table);
        statements.addAll(DefaultPrivileges.revoke(session, name, table.owner()));
        statements.addAll(grants.grant("TABLE " + name.sql()));
        statements.addAll(grants.revokeAll(old));
        for (LivePolicy policy : LivePolicy.read(session, table.oid())) {
            if (policy.hasCondition()) {
                statements.add(PolicySql.create(policy.asPolicy(), name.sql()));
            }
            statements.add(PolicySql.drop(policy.name(), old.sql()));
        }
        if (table.isForced()) {
            alter(name, "FORCE ROW LEVEL SECURITY");
        }
        if (table.isSecured()) {
            alter(name, "ENABLE ROW LEVEL SECURITY");
        }
    }

    private void dropBound(TableName of) {
        alter(of, "DROP CONSTRAINT " + Identifier.quote(bound.name()));
    }

    private void alter(TableName of, String action) {
        statements.add("ALTER TABLE " + of.sql() + " " + action);
    }

    /** An index as it is made anew, with the constraint that it serves. */
    private record Made(
            String name,
            String definition,
            @Nullable String constraint,
            @Nullable String comment) {}
}
