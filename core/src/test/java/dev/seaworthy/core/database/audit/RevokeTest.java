package dev.seaworthy.core.database.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.PostgresServer;
import dev.seaworthy.testkit.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A REVOKE takes away the right by whatever way it was given, or is not offered. */
@ParameterizedClass
@EnumSource
class RevokeTest {
    private static final String ROLES = """
            DO $$ BEGIN
                CREATE ROLE audit_strange; CREATE ROLE audit_reader; GRANT pg_read_all_data TO audit_reader;
                CREATE ROLE audit_heir; GRANT audit_owner TO audit_heir;
            EXCEPTION WHEN duplicate_object THEN NULL; END $$
            """;

    private final TestDatabase database;

    RevokeTest(PostgresServer server) {
        this.database = SharedDatabase.emptied(server);
    }

    @BeforeEach
    void prepare() {
        database.execute(
                ROLES,
                "CREATE SCHEMA s AUTHORIZATION audit_owner",
                "GRANT USAGE ON SCHEMA s TO PUBLIC",
                "CREATE MATERIALIZED VIEW s.sum AS SELECT 1 AS id, 2 AS other",
                "CREATE FUNCTION s.f() RETURNS int SECURITY DEFINER LANGUAGE sql AS 'SELECT 1'",
                "REVOKE EXECUTE ON FUNCTION s.f() FROM PUBLIC",
                "ALTER MATERIALIZED VIEW s.sum OWNER TO audit_owner",
                "ALTER FUNCTION s.f() OWNER TO audit_owner");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GRANT SELECT (id), UPDATE (other) ON s.sum TO audit_anon",
                "GRANT SELECT (id) ON s.sum TO PUBLIC",
                "GRANT SELECT (id) ON s.sum TO audit_group",
                "GRANT SELECT ON s.sum TO audit_anon, audit_group, PUBLIC",
                "GRANT EXECUTE ON FUNCTION s.f() TO audit_anon, audit_group, PUBLIC",
                "GRANT EXECUTE ON FUNCTION s.f() TO audit_group",
                "GRANT CREATE ON SCHEMA s TO audit_group",
                "GRANT CREATE ON SCHEMA s TO audit_anon, PUBLIC",
            })
    void the_fix_takes_away_what_was_granted(String grant) {
        database.execute(grant);

        List<Finding> findings = found("audit_anon");

        assertThat(findings).hasSize(1);
        database.execute(findings.get(0).fix().orElseThrow().split(";\n"));
        assertThat(found("audit_anon")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GRANT SELECT (id) ON s.sum TO audit_group",
                "GRANT EXECUTE ON FUNCTION s.f() TO audit_group",
                "GRANT CREATE ON SCHEMA s TO audit_group",
            })
    void who_else_loses_it_is_told(String grant) {
        database.execute(grant);

        assertThat(found("audit_anon"))
                .singleElement()
                .satisfies(
                        finding -> assertThat(finding.why()).contains("to audit_group, whose other members lose it"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GRANT SELECT ON s.sum TO audit_anon",
                "GRANT SELECT (id) ON s.sum TO audit_anon",
                "GRANT EXECUTE ON FUNCTION s.f() TO audit_anon",
                "GRANT CREATE ON SCHEMA s TO audit_anon",
            })
    void what_another_than_the_owner_granted_has_no_fix(String grant) {
        database.execute(
                "GRANT USAGE ON SCHEMA s TO audit_strange",
                grant.replace("audit_anon", "audit_strange WITH GRANT OPTION"),
                "SET ROLE audit_strange",
                grant);

        assertThat(found("audit_anon")).singleElement().satisfies(finding -> {
            assertThat(finding.fix()).isEmpty();
            assertThat(finding.why()).contains("audit_strange granted it");
        });
    }

    @ParameterizedTest
    @CsvSource({"audit_reader, 1", "audit_heir, 3", "audit_owner, 3", "postgres, 3"})
    void what_was_not_granted_has_no_fix(String publicRole, int findings) {
        assertThat(found(publicRole)).hasSize(findings).allSatisfy(finding -> {
            assertThat(finding.fix()).isEmpty();
            assertThat(finding.why()).contains("no REVOKE takes that away");
        });
    }

    @Test
    void what_was_granted_on_has_no_fix() {
        database.execute(
                "GRANT SELECT ON s.sum TO audit_anon WITH GRANT OPTION",
                "GRANT USAGE ON SCHEMA s TO audit_anon",
                "SET ROLE audit_anon",
                "GRANT SELECT ON s.sum TO audit_strange");

        assertThat(found("audit_anon")).singleElement().satisfies(finding -> {
            assertThat(finding.fix()).isEmpty();
            assertThat(finding.why()).contains("granted on to others");
        });
    }

    @Test
    void a_right_of_nobody_is_still_one_of_a_role_that_reads_everything() {
        database.execute("REVOKE ALL ON s.sum FROM audit_owner", "REVOKE ALL ON SCHEMA s FROM audit_owner");

        assertThat(found("audit_reader")).hasSize(1);
        assertThat(found("postgres")).hasSize(3);
    }

    private List<Finding> found(String publicRole) {
        return Audits.only(
                        Rule.MATERIALIZED_OR_FOREIGN_REACHABLE,
                        Rule.SECURITY_DEFINER_REACHABLE,
                        Rule.SCHEMA_WRITABLE_BY_PUBLIC)
                .publicRoles(publicRole)
                .schemas("s")
                .build()
                .run(database.dataSource())
                .findings();
    }
}
