package dev.seaworthy.core.database.planning.survey;

import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.catalog.Table;
import dev.seaworthy.core.database.plan.Change;
import dev.seaworthy.core.database.postgres.TableName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One look at a database: the session, its tables as they are and as changes found so far will make them, and what was
 * found. One thread at a time.
 */
public final class Survey {
    private final Session session;
    private final Map<TableName, Table> tables;
    private final Findings findings = new Findings();
    private final Map<TableName, String> creations = new LinkedHashMap<>();
    private final Map<String, TableName> tableOfChange = new LinkedHashMap<>();
    private final Canon canon;

    public Survey(Session session, Map<TableName, Table> tables) {
        this.session = session;
        this.tables = tables;
        this.canon = new Canon(session, findings);
    }

    public Session session() {
        return session;
    }

    public Findings findings() {
        return findings;
    }

    public Canon canon() {
        return canon;
    }

    /** {@code change} of {@code table}, which takes its owner. */
    public void change(Table table, Change change) {
        change(table.name(), change);
    }

    public void change(TableName table, Change change) {
        tableOfChange.put(change.name(), table);
        findings.change(change);
    }

    /** The tables that changes found so far take the owner of. */
    public Set<TableName> touched() {
        return new TreeSet<>(tableOfChange.values());
    }

    /** Whether the change is one of this table, which takes its owner. */
    public boolean isOf(TableName table, Change change) {
        return table.equals(tableOfChange.get(change.name()));
    }

    /** From now on there is such a table, for whoever plans next, since a change makes it by {@code creation}. */
    public void expect(Table table, String creation) {
        tables.put(table.name(), table);
        creations.put(table.name(), creation);
    }

    /** The statement that will make the table, if it is not there yet. */
    public Optional<String> creation(TableName table) {
        return Optional.ofNullable(creations.get(table));
    }

    public Optional<Table> find(TableName name) {
        return Optional.ofNullable(tables.get(name));
    }

    /** The table, or a problem of {@code declaration} that says that there is none. */
    public Optional<Table> require(TableName name, Object declaration) {
        Optional<Table> table = find(name);
        if (table.isEmpty()) {
            findings.problem(declaration + ": there is no table " + name);
        }
        return table;
    }

    /** Whether the table has all columns; each that it lacks is a problem of {@code declaration}. */
    public boolean hasColumns(Table table, List<String> columns, Object declaration) {
        List<String> absent = columns.stream()
                .filter(column -> !table.columns().containsKey(column))
                .toList();
        absent.forEach(column -> findings.problem(declaration + ": " + table.name() + " has no column " + column
                + "; it has " + String.join(", ", new TreeSet<>(table.columns().keySet()))));
        return absent.isEmpty();
    }
}
