package dev.seaworthy.core.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.database.audit.DatabaseAudit;
import dev.seaworthy.core.database.audit.Finding;
import dev.seaworthy.core.database.audit.Rule;
import dev.seaworthy.core.database.audit.Severity;
import dev.seaworthy.core.database.plan.Change;
import dev.seaworthy.core.database.plan.DatabasePlan;
import dev.seaworthy.core.database.plan.Step;
import dev.seaworthy.testkit.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** What a setup says and does, judged by those who did not write it. */
class JudgesTest extends DatabaseTest {
    private static final List<Kept> KEPT = List.of(
            new Kept(
                    "prefer-robust-stmts",
                    "CREATE (UNIQUE )?INDEX CONCURRENTLY .*",
                    "IF NOT EXISTS would pass by the invalid index that a failed build leaves"),
            new Kept(
                    "prefer-robust-stmts",
                    "ALTER TABLE .* DETACH PARTITION .* CONCURRENTLY;",
                    "it can't run in a transaction, and the next run finishes one that was cut off"),
            new Kept(
                    "require-concurrent-index-creation",
                    "CREATE (UNIQUE )?INDEX \\S+ ON ONLY .*",
                    "PostgreSQL refuses CONCURRENTLY on a partitioned table, and ONLY builds nothing"),
            new Kept(
                    "ban-drop-table",
                    "DROP TABLE \"public\".\"metric_2024_05\";",
                    "the partition was declared to be dropped, and was allowed by name"),
            new Kept(
                    "renaming-table",
                    "ALTER TABLE \"public\".\"log\" RENAME TO \"log_legacy\";",
                    "the partitioned table has taken its name by the end of the same transaction"),
            new Kept(
                    "adding-serial-primary-key-field",
                    "ALTER TABLE \"public\".\"log\" ADD CONSTRAINT \"log_pkey\" PRIMARY KEY .*",
                    "of a table without a row, to which the former one brings its own index"));

    private final LargeSetup large = new LargeSetup(database);

    JudgesTest(PostgresServer server) {
        super(server);
    }

    @BeforeEach
    void createTables() {
        database.execute(large.tables());
    }

    @AfterEach
    void dropRoles() {
        database.execute(large.dropRoles());
    }

    @Tag("needs-squawk")
    @Test
    void squawk_finds_nothing_in_its_sql(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("plan.sql"), script(plan(large.setup())));

        List<Warning> warnings = squawk(file);

        assertThat(warnings).allMatch(warning -> KEPT.stream().anyMatch(kept -> kept.holds(warning)));
        assertThat(KEPT).allMatch(kept -> warnings.stream().anyMatch(kept::holds));
    }

    @Test
    void the_audit_finds_nothing_that_it_left_open() {
        assertThat(audit())
                .extracting(Finding::rule)
                .contains(Rule.TABLE_WITHOUT_ROW_SECURITY, Rule.FOREIGN_KEY_WITHOUT_INDEX);

        apply(large.setup(), "*");

        assertThat(audit()).isEmpty();
    }

    /** Without what is so of a server for tests, and of a connection as its superuser. */
    private List<Finding> audit() {
        return DatabaseAudit.builder()
                .publicRoles(large.user())
                .without(
                        Rule.SUPERUSER_CONNECTION,
                        Rule.VERSION_END_OF_LIFE,
                        Rule.DANGEROUS_SETTING,
                        Rule.TRUST_AUTHENTICATION)
                .build()
                .run(database.dataSource())
                .findings()
                .stream()
                .filter(finding -> finding.severity() != Severity.ADVICE)
                .toList();
    }

    private static List<Warning> squawk(Path file) throws IOException {
        Process squawk = new ProcessBuilder("squawk", "--pg-version", "14", "--reporter", "json", file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> lines = Files.readAllLines(file);
        List<Warning> warnings = new ArrayList<>();
        for (JsonNode each : new ObjectMapper().readTree(squawk.getInputStream())) {
            int line = each.get("line").intValue(); // the first is 0
            warnings.add(new Warning(each.get("rule_name").stringValue(), lines.get(line)));
        }
        return warnings;
    }

    /** As the applier sends it, with the settings of its session. */
    private static String script(DatabasePlan plan) {
        StringJoiner script = new StringJoiner("\n", "", "\n")
                .add("SET lock_timeout = '" + Pace.millis(Pace.DEFAULT.lockTimeout()) + "';")
                .add("SET statement_timeout = '0';");
        for (Change change : plan.changes()) {
            script.add("-- " + change.name());
            change.steps().forEach(step -> script.add(sql(step)));
        }
        return script.toString();
    }

    private static String sql(Step step) {
        String statements = String.join(";\n", step.statements()) + ";";
        return step.isAlone() ? statements : "BEGIN;\n" + statements + "\nCOMMIT;";
    }

    private record Warning(String rule, String sql) {}

    /** A warning that does not hold, with the reason. */
    private record Kept(String rule, String sql, String reason) {
        boolean holds(Warning warning) {
            return rule.equals(warning.rule()) && Pattern.matches(sql, warning.sql());
        }
    }
}
