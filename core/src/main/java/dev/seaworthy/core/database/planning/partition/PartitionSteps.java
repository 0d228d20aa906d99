package dev.seaworthy.core.database.planning.partition;

import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.catalog.StorageParameters;
import dev.seaworthy.core.database.catalog.Table;
import dev.seaworthy.core.database.plan.Step;
import dev.seaworthy.core.database.planning.access.DefaultPrivileges;
import dev.seaworthy.core.database.planning.access.RowSecurity;
import dev.seaworthy.core.database.planning.survey.Survey;
import dev.seaworthy.core.database.postgres.LockMode;
import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.core.database.sql.Identifier;
import dev.seaworthy.core.database.sql.Literal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The statements that make the partitions of one table: as closed as the table is, and stored like its newest. */
final class PartitionSteps {
    private static final String TABLESPACE = """
            SELECT s.spcname FROM pg_class c JOIN pg_tablespace s ON s.oid = c.reltablespace WHERE c.oid = ?::oid""";
    private static final String REFERENCED = """
            SELECT string_agg(DISTINCT format('%s.%s', n.nspname, c.relname), ', ')
            FROM pg_constraint k JOIN pg_class c ON c.oid = k.confrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE k.contype = 'f' AND k.conrelid = ?::oid""";
    private static final String PARAMETERS =
            "SELECT " + StorageParameters.WITH_TOAST + " FROM pg_class c WHERE c.oid = ?::oid";
    private static final String IDENTITY = "SELECT relreplident FROM pg_class WHERE oid = ?::oid";
    private static final String COLUMNS = """
            SELECT x.action FROM pg_attribute a CROSS JOIN LATERAL (VALUES
              (CASE WHEN a.attstattarget >= 0 THEN format('ALTER COLUMN %I SET STATISTICS %s', a.attname, a.attstattarget) END),
              (format('ALTER COLUMN %I SET (', a.attname) || array_to_string(a.attoptions, ', ') || ')')) x (action)
            WHERE a.attrelid = ?::oid AND a.attnum > 0 AND NOT a.attisdropped AND x.action IS NOT NULL ORDER BY a.attnum""";
    private static final String BOUND = "_swbound";

    private final Survey survey;
    private final Session session;
    private final Table table;
    private final String column;
    private final TimeType type;
    private final RowSecurity security;
    private final boolean isOfOther;
    private final String storage;
    private final String tablespace;
    private final List<String> columns;
    private final String replicaIdentity;
    private final Optional<String> referenced;
    private final Optional<TableName> byDefault;

    PartitionSteps(
            Survey survey,
            Table table,
            String column,
            TimeType type,
            RowSecurity security,
            List<LivePartition> live,
            Map<String, String> parameters)
            throws SQLException {
        this.survey = survey;
        this.session = survey.session();
        this.table = table;
        this.column = Identifier.quote(column);
        this.type = type;
        this.security = security;
        this.isOfOther = !session.one("SELECT current_user").equals(table.owner());
        this.tablespace = readTablespace();
        Optional<LivePartition> newest = live.stream()
                .filter(partition -> partition.range().isPresent())
                .max(Comparator.comparing(partition -> partition.range().get().to()));
        this.storage = storage(parameters, newest) + tablespace;
        this.columns = session.query(row -> row.getString(1), COLUMNS, Long.toString(table.oid()));
        this.replicaIdentity = newest.map(LivePartition::replicaIdentity)
                .filter(identity -> !identity.equals("d"))
                .orElse(session.first(IDENTITY, Long.toString(table.oid())).orElse("d"));
        this.referenced = session.first(REFERENCED, Long.toString(table.oid()));
        this.byDefault = live.stream()
                .filter(LivePartition::isDefault)
                .map(LivePartition::name)
                .findFirst();
    }

    /** Makes it beside the table, and attaches it. */
    Step create(TableName name, TimeRange range) throws SQLException {
        String bound = Identifier.quote(Identifier.withSuffix(name.name(), BOUND));
        List<String> statements = new ArrayList<>();
        statements.add("CREATE TABLE " + name.sql() + " (LIKE " + table.name().sql()
                + " INCLUDING ALL EXCLUDING IDENTITY, CONSTRAINT " + bound + " CHECK (" + within(range) + "))"
                + storage);
        statements.addAll(finish(name));
        statements.add(attach(name, range));
        statements.add("ALTER TABLE " + name.sql() + " DROP CONSTRAINT " + bound);
        return locking(statements);
    }

    /** Makes it inside a table that nobody else sees yet. */
    List<String> createWithin(TableName name, TimeRange range) throws SQLException {
        List<String> statements = new ArrayList<>();
        statements.add(
                "CREATE TABLE " + name.sql() + " PARTITION OF " + table.name().sql() + " " + values(range) + storage);
        statements.addAll(finish(name));
        return statements;
    }

    private List<String> finish(TableName name) throws SQLException {
        List<String> statements = new ArrayList<>(columns(name));
        if (replicaIdentity.equals("f") || replicaIdentity.equals("n")) {
            statements.add("ALTER TABLE " + name.sql() + " REPLICA IDENTITY "
                    + (replicaIdentity.equals("f") ? "FULL" : "NOTHING"));
        } else if (replicaIdentity.equals("i")) {
            survey.findings()
                    .note("partitions of " + table.name()
                            + " have a REPLICA IDENTITY of an index, which new ones do not get:"
                            + " give it to them if changes of them are published");
        }
        statements.addAll(close(name));
        return statements;
    }

    /** What statistics are gathered of the columns of a table that was made just now: as of this one. */
    List<String> columns(TableName name) {
        return columns.isEmpty() ? List.of() : List.of("ALTER TABLE " + name.sql() + " " + String.join(", ", columns));
    }

    /** {@code TABLESPACE "fast"}; empty for that of the database. */
    String tablespace() {
        return tablespace;
    }

    /** What gives the table, made anew just now, to its owner. */
    List<String> own(TableName name) {
        return isOfOther
                ? List.of("ALTER TABLE " + name.sql() + " OWNER TO " + Identifier.quote(table.owner()))
                : List.of();
    }

    /** The tables that it refers to. */
    Optional<String> referenced() {
        return referenced;
    }

    /** What gives a partition that was made just now to the owner of the table, and to nobody else. */
    private List<String> close(TableName name) throws SQLException {
        List<String> statements = new ArrayList<>(own(name));
        statements.addAll(DefaultPrivileges.revoke(session, name, table.owner()));
        statements.addAll(security.statements(name));
        return statements;
    }

    String attach(TableName name, TimeRange range) {
        return "ALTER TABLE " + table.name().sql() + " ATTACH PARTITION " + name.sql() + " " + values(range);
    }

    /** {@code FOR VALUES FROM ('2024-01-01 00:00:00+00') TO ('2024-04-01 00:00:00+00')}. */
    String values(TimeRange range) {
        return "FOR VALUES FROM (" + type.literal(range.from()) + ") TO (" + type.literal(range.to()) + ")";
    }

    private String within(TimeRange range) {
        return column + " IS NOT NULL AND " + column + " >= " + type.literal(range.from()) + " AND " + column + " < "
                + type.literal(range.to());
    }

    private Step locking(List<String> statements) {
        if (byDefault.isPresent()) {
            String on = byDefault.get() + ", the DEFAULT partition of " + table.name() + " that is searched"
                    + referenced
                            .map(names -> " (and " + names + ", to which it refers: "
                                    + LockMode.SHARE_ROW_EXCLUSIVE.sql() + ")")
                            .orElse("");
            return Step.together(LockMode.ACCESS_EXCLUSIVE, on, statements).takingLong();
        }
        return referenced
                .map(names -> Step.together(
                        LockMode.SHARE_ROW_EXCLUSIVE, names + ", to which " + table.name() + " refers", statements))
                .orElseGet(() -> Step.together(LockMode.SHARE_UPDATE_EXCLUSIVE, table.name(), statements));
    }

    private String readTablespace() throws SQLException {
        return session.first(TABLESPACE, Long.toString(table.oid()))
                .map(name -> " TABLESPACE " + Identifier.quote(name))
                .orElse("");
    }

    /** As the newest partition is stored, or the table that becomes one, and as is declared. */
    private String storage(Map<String, String> declared, Optional<LivePartition> newest) throws SQLException {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (newest.isPresent()) {
            parameters.putAll(newest.get().parameters());
        } else {
            session.query(row -> StorageParameters.of(row.getArray(1)), PARAMETERS, Long.toString(table.oid()))
                    .forEach(parameters::putAll);
        }
        parameters.putAll(declared);
        return parameters.isEmpty()
                ? ""
                : parameters.entrySet().stream()
                        .map(each -> each.getKey() + " = " + Literal.quote(each.getValue()))
                        .collect(Collectors.joining(", ", " WITH (", ")"));
    }
}
