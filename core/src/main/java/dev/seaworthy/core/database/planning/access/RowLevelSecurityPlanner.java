package dev.seaworthy.core.database.planning.access;

import dev.seaworthy.core.database.catalog.Table;
import dev.seaworthy.core.database.catalog.Tables;
import dev.seaworthy.core.database.plan.Change;
import dev.seaworthy.core.database.plan.Step;
import dev.seaworthy.core.database.planning.survey.Survey;
import dev.seaworthy.core.database.postgres.LockMode;
import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.core.database.schema.Policy;
import dev.seaworthy.core.database.schema.RowLevelSecurity;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Declared row-level security against that which is there. */
public final class RowLevelSecurityPlanner {
    private final Survey survey;

    public RowLevelSecurityPlanner(Survey survey) {
        this.survey = survey;
    }

    public void plan(List<RowLevelSecurity> declared, Set<String> declaredRoles) throws SQLException {
        Set<String> roles = new HashSet<>(declaredRoles);
        roles.addAll(survey.session().query(row -> row.getString(1), "SELECT rolname FROM pg_roles"));
        Map<RowLevelSecurity, Table> tables = new LinkedHashMap<>();
        Map<Table, List<Policy>> policies = new LinkedHashMap<>();
        for (RowLevelSecurity each : declared) {
            Optional<Table> table = survey.require(each.table(), each);
            requireRoles(each, roles);
            if (table.isPresent()) {
                tables.put(each, table.get());
                policies.put(table.get(), each.policies());
            }
        }
        Map<TableName, Map<String, LivePolicy>> canonical = new PolicyCanon(survey).of(policies);
        Map<Long, Map<String, LivePolicy>> live = LivePolicy.read(
                survey.session(),
                tables.values().stream().filter(Table::exists).map(Table::oid).toList());
        for (Map.Entry<RowLevelSecurity, Table> each : tables.entrySet()) {
            Table table = each.getValue();
            plan(
                    each.getKey(),
                    table,
                    canonical.getOrDefault(table.name(), Map.of()),
                    live.getOrDefault(table.oid(), Map.of()));
        }
    }

    private void plan(
            RowLevelSecurity declared, Table table, Map<String, LivePolicy> canonical, Map<String, LivePolicy> live)
            throws SQLException {
        List<String> statements = new ArrayList<>(switches(declared, table));
        Set<String> undeclared = new TreeSet<>(live.keySet());
        for (Policy policy : declared.policies()) {
            undeclared.remove(policy.name());
            statements.addAll(statements(
                    policy,
                    table,
                    Optional.ofNullable(canonical.get(policy.name())).map(written -> written.of(policy)),
                    Optional.ofNullable(live.get(policy.name()))));
        }
        if (!statements.isEmpty()) {
            Step step = Step.together(LockMode.ACCESS_EXCLUSIVE, table.name(), statements);
            survey.change(table, new Change("secure rows of " + table.name(), "not as declared", List.of(step)));
        }
        undeclared.forEach(other -> undeclared(declared, table, other));
        closePartitions(declared, table);
    }

    private static List<String> switches(RowLevelSecurity declared, Table table) {
        List<String> switches = new ArrayList<>();
        String alter = "ALTER TABLE " + table.name().sql();
        if (!table.isSecured()) {
            switches.add(alter + " ENABLE ROW LEVEL SECURITY");
        }
        if (table.isForced() != declared.isForced()) {
            switches.add(alter + (declared.isForced() ? " FORCE" : " NO FORCE") + " ROW LEVEL SECURITY");
        }
        return switches;
    }

    private List<String> statements(
            Policy policy, Table table, Optional<LivePolicy> canonical, Optional<LivePolicy> live) {
        String name = table.name().sql();
        if (live.isEmpty()) {
            return canonical.isEmpty() && survey.canon().canCopy(table)
                    ? List.of()
                    : List.of(PolicySql.create(policy, name));
        }
        if (canonical.isEmpty() || canonical.equals(live)) {
            return List.of();
        }
        // a condition can be changed in place, and not be taken away
        boolean alters = canonical.get().isOfTheKindOf(live.get())
                && canonical.get().using().isPresent() == live.get().using().isPresent()
                && canonical.get().check().isPresent() == live.get().check().isPresent();
        return alters
                ? List.of(PolicySql.alter(policy, name))
                : List.of(PolicySql.drop(policy.name(), name), PolicySql.create(policy, name));
    }

    private void undeclared(RowLevelSecurity declared, Table table, String policy) {
        if (!declared.isExclusive()) {
            survey.findings().note("policy " + policy + " of " + table.name() + " is not declared");
            return;
        }
        Step drop = Step.of(
                LockMode.ACCESS_EXCLUSIVE,
                table.name(),
                PolicySql.drop(policy, table.name().sql()));
        survey.change(
                table,
                new Change("drop policy " + policy + " of " + table.name(), "not declared", List.of(drop))
                        .dangerous("rows that it opens or closes change sides"));
    }

    /** Row-level security of a partitioned table does not hold for whoever asks a partition directly. */
    private void closePartitions(RowLevelSecurity declared, Table table) throws SQLException {
        RowSecurity wanted = new RowSecurity(true, declared.isForced());
        for (Table partition : new TreeMap<>(Tables.read(survey.session(), table.partitions())).values()) {
            List<String> statements = wanted.missing(partition);
            if (!statements.isEmpty()) {
                survey.change(
                        partition,
                        new Change(
                                "close partition " + partition.name(),
                                "open to whoever asks it directly",
                                List.of(Step.together(LockMode.ACCESS_EXCLUSIVE, partition.name(), statements))));
            }
        }
    }

    private void requireRoles(RowLevelSecurity declared, Set<String> known) {
        for (Policy policy : declared.policies()) {
            for (String role : policy.roles()) {
                if (!known.contains(role)) {
                    survey.findings()
                            .problem("policy " + policy + " of " + declared.table() + ": there is no role " + role);
                }
            }
        }
    }
}
