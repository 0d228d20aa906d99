package dev.seaworthy.core.database.planning.setting;

import dev.seaworthy.core.database.catalog.Table;
import dev.seaworthy.core.database.catalog.Tables;
import dev.seaworthy.core.database.plan.Change;
import dev.seaworthy.core.database.plan.Step;
import dev.seaworthy.core.database.planning.survey.Survey;
import dev.seaworthy.core.database.postgres.LockMode;
import dev.seaworthy.core.database.schema.Autovacuum;
import dev.seaworthy.core.database.sql.Literal;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Declared autovacuum parameters against those that are set. */
public final class AutovacuumPlanner {
    private final Survey survey;

    public AutovacuumPlanner(Survey survey) {
        this.survey = survey;
    }

    public void plan(List<Autovacuum> declared) throws SQLException {
        for (Autovacuum each : declared) {
            Optional<Table> table = survey.require(each.table(), each);
            if (table.isPresent()) {
                holders(table.get()).forEach(holder -> plan(each, holder));
            }
        }
    }

    /** A partitioned table has no rows, and takes no such parameters. */
    private Collection<Table> holders(Table table) throws SQLException {
        return table.isPartitioned()
                ? Tables.read(survey.session(), table.partitions()).values()
                : List.of(table);
    }

    private void plan(Autovacuum declared, Table table) {
        String missing = declared.parameters().entrySet().stream()
                .filter(wanted -> !isEqual(wanted.getValue(), table.parameters().get(wanted.getKey())))
                .map(wanted -> wanted.getKey() + " = " + Literal.quote(wanted.getValue()))
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            String sql = "ALTER TABLE " + table.name().sql() + " SET (" + missing + ")";
            Step step = Step.of(LockMode.SHARE_UPDATE_EXCLUSIVE, table.name(), sql);
            survey.change(table, new Change("set autovacuum of " + table.name(), "not as declared", List.of(step)));
        }
    }

    private static boolean isEqual(String wanted, @Nullable String live) {
        return live != null && normal(wanted).equals(normal(live));
    }

    /** Numbers without needless zeros, truth values as PostgreSQL takes them. */
    private static String normal(String value) {
        try {
            return new BigDecimal(value).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            return Map.of("on", "true", "yes", "true", "off", "false", "no", "false")
                    .getOrDefault(value, value);
        }
    }
}
