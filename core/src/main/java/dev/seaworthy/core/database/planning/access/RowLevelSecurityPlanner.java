package dev.seaworthy.core.database.planning.access;

import dev.seaworthy.core.database.catalog.Table;
import dev.seaworthy.core.database.catalog.Tables;
import dev.seaworthy.core.database.plan.Change;
import dev.seaworthy.core.database.plan.Step;
import dev.seaworthy.core.database.planning.survey.Canon;
import dev.seaworthy.core.database.planning.survey.Survey;
import dev.seaworthy.core.database.postgres.LockMode;
import dev.seaworthy.core.database.schema.Policy;
import dev.seaworthy.core.database.schema.RowLevelSecurity;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Declared row-level security against that which is there. */
public final class RowLevelSecurityPlanner {
    private final Survey survey;

    public RowLevelSecurityPlanner(Survey survey) {
        this.survey = survey;
    }

    public void plan(List<RowLevelSecurity> declared, Set<String> declaredRoles) throws SQLException {
        for (RowLevelSecurity each : declared) {
            Optional<Table> table = survey.require(each.table(), each);
            if (table.isPresent() && hasRoles(each, declaredRoles)) {
                plan(each, table.get());
            }
        }
    }

    private void plan(RowLevelSecurity declared, Table table) throws SQLException {
        List<String> statements = new ArrayList<>(switches(declared, table));
        Map<String, LivePolicy> live = new HashMap<>();
        if (table.exists()) {
            LivePolicy.read(survey.session(), table.oid()).forEach(policy -> live.put(policy.name(), policy));
        }
        for (Policy policy : declared.policies()) {
            statements.addAll(statements(policy, table, Optional.ofNullable(live.remove(policy.name()))));
        }
        if (!statements.isEmpty()) {
            Step step = Step.together(LockMode.ACCESS_EXCLUSIVE, table.name(), statements);
            survey.change(table, new Change("secure rows of " + table.name(), "not as declared", List.of(step)));
        }
        live.keySet().stream().sorted().forEach(other -> undeclared(declared, table, other));
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

    private List<String> statements(Policy policy, Table table, Optional<LivePolicy> live) throws SQLException {
        String name = table.name().sql();
        Optional<LivePolicy> canonical = canonical(policy, table);
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

    private Optional<LivePolicy> canonical(Policy policy, Table table) throws SQLException {
        String copy = Canon.copy(table);
        return survey.canon()
                .of(
                        table,
                        "policy " + policy + " of " + table.name(),
                        PolicySql.createForEveryone(policy, copy),
                        true,
                        () -> LivePolicy.read(
                                        survey.session(),
                                        Long.parseLong(survey.session().one("SELECT ?::regclass::oid", copy)))
                                .get(0)
                                .of(policy));
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

    private boolean hasRoles(RowLevelSecurity declared, Set<String> declaredRoles) throws SQLException {
        Set<String> known = new HashSet<>(declaredRoles);
        known.addAll(survey.session().query(row -> row.getString(1), "SELECT rolname FROM pg_roles"));
        boolean all = true;
        for (Policy policy : declared.policies()) {
            for (String role : policy.roles()) {
                if (!known.contains(role)) {
                    survey.findings()
                            .problem("policy " + policy + " of " + declared.table() + ": there is no role " + role);
                    all = false;
                }
            }
        }
        return all;
    }
}
