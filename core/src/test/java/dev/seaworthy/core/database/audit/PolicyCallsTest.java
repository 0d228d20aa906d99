package dev.seaworthy.core.database.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.PostgresServer;
import dev.seaworthy.testkit.TestDatabase;
import dev.seaworthy.testkit.TestSupabase;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A call that is moved into a sub-select must mean what it meant, or stay where it is. */
@ParameterizedClass
@EnumSource
class PolicyCallsTest {
    private final TestDatabase database;

    PolicyCallsTest(PostgresServer server) {
        this.database = SharedDatabase.emptied(server);
    }

    @BeforeEach
    void prepare() {
        database.execute(
                "CREATE FUNCTION one() RETURNS text STABLE LANGUAGE sql AS $$ SELECT 'a'::text $$",
                "CREATE FUNCTION many() RETURNS text[] STABLE LANGUAGE sql AS $$ SELECT ARRAY['a', 'b'] $$",
                "CREATE FUNCTION listed() RETURNS SETOF text STABLE LANGUAGE sql AS $$ VALUES ('a'), ('b') $$",
                "CREATE FUNCTION chance() RETURNS text VOLATILE LANGUAGE sql AS $$ SELECT 'a'::text $$",
                "CREATE FUNCTION mixed() RETURNS text STABLE LANGUAGE sql AS $$ SELECT 'a'::text $$",
                "CREATE FUNCTION mixed(int) RETURNS text VOLATILE LANGUAGE sql AS $$ SELECT 'a'::text $$",
                "CREATE FUNCTION either() RETURNS text[] STABLE LANGUAGE sql AS $$ SELECT ARRAY['a', 'b'] $$",
                "CREATE FUNCTION either(int) RETURNS int[] STABLE LANGUAGE sql AS $$ SELECT ARRAY[1] $$",
                "CREATE TABLE doc (owner text)",
                "INSERT INTO doc VALUES ('a'), ('b'), ('c')",
                "ALTER TABLE doc ENABLE ROW LEVEL SECURITY",
                "GRANT SELECT ON doc TO audit_anon");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "owner = one()",
                "owner = ANY (many())",
                "owner <> ALL (many())",
                "owner = ANY (many() || 'd'::text)",
                "(many())[2] = owner",
                "owner = ANY ((SELECT one() FROM doc_2))",
                "extract(year FROM now()) > 2000 AND owner IS DISTINCT FROM one()"
            })
    void a_policy_lets_the_same_rows_through_after_its_fix(String expression) {
        database.execute("CREATE TABLE doc_2 AS SELECT 1", "GRANT SELECT ON doc_2 TO audit_anon");
        database.execute("CREATE POLICY p ON doc TO audit_anon USING (" + expression + ")");
        List<String> before = visible();

        database.execute(found().get(0).fix().orElseThrow().split(";\n"));

        assertThat(before).isNotEmpty().hasSizeLessThan(3);
        assertThat(visible()).isEqualTo(before);
        assertThat(found()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "owner = chance() and one() = 'a'",
                "owner = mixed()",
                "owner IN (SELECT r.r FROM listed() r(r))",
                "owner IN (SELECT o.o FROM one() o(o))",
                "owner IN (SELECT listed() FROM doc_2)",
                "one() IN (SELECT lower(unnest(ARRAY[one()])) FROM doc_2)",
                "owner = ANY (either())"
            })
    void a_call_that_may_not_move_has_no_fix_but_a_reason(String expression) {
        database.execute("CREATE TABLE doc_2 AS SELECT 1");
        database.execute("CREATE POLICY p ON doc TO audit_anon USING (" + expression + ")");

        assertThat(found()).singleElement().satisfies(finding -> {
            assertThat(finding.fix()).isEmpty();
            assertThat(finding.why()).contains("No fix: ");
        });
    }

    @Test
    void a_volatile_function_is_named_as_what_hinders_the_fix() {
        database.execute("CREATE POLICY p ON doc TO audit_anon USING (owner = chance() AND owner = one())");

        assertThat(found().get(0).why())
                .contains("public.chance(), public.one() runs for each row", "public.chance() is VOLATILE")
                .doesNotContain("public.one() is");
    }

    private List<Finding> found() {
        return Audits.only(Rule.POLICY_CALLS_FUNCTION_PER_ROW)
                .build()
                .run(database.dataSource())
                .findings();
    }

    private List<String> visible() {
        return TestSupabase.as(database, "audit_anon").query("SELECT owner FROM doc ORDER BY 1");
    }
}
