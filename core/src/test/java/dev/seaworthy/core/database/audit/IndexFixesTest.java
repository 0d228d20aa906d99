package dev.seaworthy.core.database.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.PostgresServer;
import dev.seaworthy.testkit.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the rules about indexes say in one report can all be done, and leaves an index for whatever had one. */
@ParameterizedClass
@EnumSource
class IndexFixesTest {
    private static final Rule[] RULES = {
        Rule.DUPLICATE_INDEX,
        Rule.REDUNDANT_INDEX,
        Rule.UNUSED_INDEX,
        Rule.INVALID_INDEX,
        Rule.LEFTOVER_INDEX,
        Rule.FOREIGN_KEY_WITHOUT_INDEX,
        Rule.TABLE_WITHOUT_PRIMARY_KEY
    };

    private final TestDatabase database;

    IndexFixesTest(PostgresServer server) {
        this.database = SharedDatabase.emptied(server);
    }

    @Test
    void of_two_alike_the_one_that_is_used_stays() {
        database.execute(
                "CREATE TABLE t (id int PRIMARY KEY, a int)",
                "CREATE INDEX older ON t (a)",
                "CREATE INDEX used ON t (a)");
        use("SELECT FROM t WHERE a = 1", "older");

        mendAll("used");

        assertThat(indexes()).containsExactly("t_pkey", "used");
    }

    @Test
    void of_two_alike_the_one_with_a_duty_stays_though_the_other_is_used() {
        database.execute(
                "CREATE TABLE t (id int PRIMARY KEY, a int NOT NULL, b int NOT NULL)",
                "CREATE INDEX plain ON t (a)",
                "CREATE UNIQUE INDEX strict ON t (a)",
                "CREATE UNIQUE INDEX first ON t (b)",
                "CREATE UNIQUE INDEX identity ON t (b)",
                "ALTER TABLE t REPLICA IDENTITY USING INDEX identity");
        use("SELECT FROM t WHERE a = 1", "strict");
        use("SELECT FROM t WHERE b = 1", "identity");

        mendAll("plain", "first");

        assertThat(indexes()).containsExactly("identity", "strict", "t_pkey");
    }

    @Test
    void what_covers_an_index_that_is_used_is_not_called_unused() {
        database.execute(
                "CREATE TABLE t (id int PRIMARY KEY, a int, b int)",
                "CREATE INDEX small ON t (a)",
                "CREATE INDEX big ON t (a, b)");
        use("SELECT FROM t WHERE a = 1", "big");

        AuditReport report = mendAll("small");

        assertThat(report.findings(Rule.UNUSED_INDEX)).isEmpty();
        assertThat(indexes()).containsExactly("big", "t_pkey");
    }

    @Test
    void an_index_is_dropped_once_and_named_beside_one_that_stays() {
        database.execute(
                "CREATE TABLE t (id int PRIMARY KEY, a int, b int, c int)",
                "CREATE INDEX a1 ON t (a)",
                "CREATE INDEX a2 ON t (a)",
                "CREATE INDEX ab1 ON t (a, b)",
                "CREATE INDEX ab2 ON t (a, b)",
                "CREATE INDEX abc1 ON t (a, b, c)",
                "CREATE INDEX abc2 ON t (a, b, c)");

        AuditReport report = mend();

        assertThat(report.findings(Rule.DUPLICATE_INDEX))
                .extracting(Finding::object)
                .containsExactly("public.a2", "public.ab2", "public.abc2");
        assertThat(report.findings(Rule.REDUNDANT_INDEX))
                .extracting(Finding::object)
                .containsExactly("public.a1", "public.ab1");
        assertThat(report.findings(Rule.REDUNDANT_INDEX))
                .allSatisfy(finding -> assertThat(finding.why()).contains("the beginning of public.abc1"));
        assertThat(indexes()).containsExactly("abc1", "t_pkey");
    }

    @Test
    void a_primary_key_is_made_of_the_index_that_stays() {
        database.execute(
                "CREATE TABLE t (id int NOT NULL)",
                "CREATE UNIQUE INDEX b ON t (id)",
                "CREATE UNIQUE INDEX a ON t (id)");

        mend();

        assertThat(indexes()).containsExactly("b");
        assertThat(database.one("SELECT conname FROM pg_constraint WHERE conrelid = 't'::regclass AND contype = 'p'"))
                .isEqualTo("b");
    }

    @Test
    void foreign_keys_that_one_index_can_serve_get_one() {
        database.execute(
                "CREATE TABLE x (id int PRIMARY KEY, other int, UNIQUE (id, other))",
                "CREATE TABLE y (id int PRIMARY KEY)",
                "CREATE TABLE t (id int PRIMARY KEY, a int REFERENCES x REFERENCES y, b int,"
                        + " FOREIGN KEY (a, b) REFERENCES x (id, other), FOREIGN KEY (b, a) REFERENCES x (id, other))",
                "CREATE TABLE u (id int PRIMARY KEY, a int REFERENCES x, b int,"
                        + " FOREIGN KEY (b, a) REFERENCES x (id, other), FOREIGN KEY (a, b) REFERENCES x (id, other))");

        AuditReport report = mend();

        assertThat(report.findings(Rule.FOREIGN_KEY_WITHOUT_INDEX)).hasSize(7);
        assertThat(indexes())
                .containsExactly(
                        "t_a_b_idx", "t_pkey", "u_a_idx", "u_b_a_idx", "u_pkey", "x_id_other_key", "x_pkey", "y_pkey");
        assertThat(audit().findings(Rule.FOREIGN_KEY_WITHOUT_INDEX)).isEmpty();
    }

    @Test
    void an_invalid_index_is_dropped_where_a_valid_one_is_alike_and_built_where_it_is_wanted() {
        database.execute(
                "CREATE TABLE x (id int PRIMARY KEY)",
                "CREATE TABLE t (id int PRIMARY KEY, a int REFERENCES x, b int, c int)",
                "CREATE INDEX wanted ON t (a)",
                "CREATE INDEX valid ON t (b)",
                "CREATE INDEX broken ON t (b)",
                "CREATE INDEX plain ON t (c)",
                "CREATE UNIQUE INDEX strict ON t (c)");
        validity("wanted", false);
        validity("broken", false);
        validity("strict", false);

        AuditReport report = mend();

        assertThat(report.findings(Rule.FOREIGN_KEY_WITHOUT_INDEX))
                .singleElement()
                .satisfies(finding -> assertThat(finding.why()).contains("public.wanted will do"));
        assertThat(indexes()).containsExactly("plain", "strict", "t_pkey", "valid", "wanted", "x_pkey");
        assertThat(audit().findings(Rule.DUPLICATE_INDEX))
                .extracting(Finding::object)
                .containsExactly("public.plain");
    }

    @Test
    void an_index_of_a_partition_gives_way_to_the_one_of_its_parent() {
        database.execute(
                "CREATE TABLE p (id int PRIMARY KEY, a int, b int) PARTITION BY LIST (id)",
                "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)",
                "CREATE INDEX own ON p1 (a)",
                "CREATE INDEX short ON p1 (b)",
                "CREATE INDEX p_a ON ONLY p (a)",
                "CREATE INDEX p1_a ON p1 (a)",
                "ALTER INDEX p_a ATTACH PARTITION p1_a",
                "CREATE INDEX p_b_a ON p (b, a)");
        use("SELECT FROM p1 WHERE a = 1", "p1_a");
        use("SELECT FROM p1 WHERE b = 1", "p1_b_a_idx");

        mendAll("own", "short");

        assertThat(indexes()).containsExactly("p1_a", "p1_b_a_idx", "p1_pkey", "p_a", "p_b_a", "p_pkey");
    }

    @Test
    void of_partitioned_indexes_that_of_the_table_is_named_and_not_those_of_partitions() {
        database.execute(
                "CREATE TABLE p (id int PRIMARY KEY, a int, b int, c int) PARTITION BY LIST (id)",
                "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)",
                "CREATE INDEX one ON p (a)",
                "CREATE INDEX two ON p (a)",
                "CREATE INDEX small ON p (b)",
                "CREATE INDEX big ON p (b, c)");

        AuditReport report = mend();

        assertThat(report.findings(Rule.DUPLICATE_INDEX))
                .extracting(Finding::object)
                .containsExactly("public.two");
        assertThat(report.findings(Rule.REDUNDANT_INDEX))
                .extracting(Finding::object)
                .containsExactly("public.small");
    }

    /** Does what one report says, and drops what it calls unused, when the indexes are known to be used. */
    private AuditReport mendAll(String... used) {
        Eventually.get(
                () -> database.query("SELECT indexrelname FROM pg_stat_user_indexes WHERE idx_scan > 0"),
                names -> names.containsAll(List.of(used)));
        AuditReport report = mend();
        report.findings(Rule.UNUSED_INDEX)
                .forEach(finding -> database.execute("DROP INDEX IF EXISTS " + finding.object()));
        return report;
    }

    private AuditReport mend() {
        AuditReport report = audit();
        assertThat(report.findings().stream().flatMap(finding -> Fixes.failure(database, finding).stream()))
                .isEmpty();
        return report;
    }

    private AuditReport audit() {
        return Audits.only(RULES).build().run(database.dataSource());
    }

    /** Lets a query use an index by hiding the other one. */
    private void use(String query, String other) {
        validity(other, false);
        database.execute("SET enable_seqscan = off", query);
        validity(other, true);
    }

    private void validity(String index, boolean valid) {
        database.execute("UPDATE pg_index SET indisvalid = " + valid + " WHERE indexrelid = '" + index + "'::regclass");
    }

    private List<String> indexes() {
        return database.query("SELECT c.relname FROM pg_index JOIN pg_class c ON c.oid = indexrelid"
                + " WHERE c.relnamespace = 'public'::regnamespace ORDER BY c.relname COLLATE \"C\"");
    }
}
