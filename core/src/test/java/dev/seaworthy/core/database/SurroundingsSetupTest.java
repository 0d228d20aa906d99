package dev.seaworthy.core.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seaworthy.core.database.plan.Change;
import dev.seaworthy.core.database.plan.DatabasePlan;
import dev.seaworthy.core.database.postgres.DatabaseException;
import dev.seaworthy.core.database.schema.Autovacuum;
import dev.seaworthy.core.database.schema.Extension;
import dev.seaworthy.core.database.schema.Grant;
import dev.seaworthy.core.database.schema.Grant.Privilege;
import dev.seaworthy.core.database.schema.Policy;
import dev.seaworthy.core.database.schema.Policy.Command;
import dev.seaworthy.core.database.schema.Role;
import dev.seaworthy.core.database.schema.RowLevelSecurity;
import dev.seaworthy.core.database.schema.SessionDefaults;
import dev.seaworthy.testkit.PostgresServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurroundingsSetupTest extends DatabaseTest {
    private final String role = "Role of " + database.name();

    SurroundingsSetupTest(PostgresServer server) {
        super(server);
    }

    @BeforeEach
    void createTable() {
        database.execute("CREATE TABLE content (id int PRIMARY KEY, status text)", "CREATE SEQUENCE numbers");
    }

    @AfterEach
    void dropRole() {
        database.execute("DO $$ BEGIN DROP OWNED BY \"" + role + "\"; DROP ROLE \"" + role
                + "\"; EXCEPTION WHEN undefined_object THEN NULL; END $$");
    }

    @Test
    void a_role_and_all_that_is_declared_of_it_are_one_plan() {
        DatabaseSetup setup = DatabaseSetup.builder()
                .role(Role.named(role)
                        .login()
                        .connectionLimit(20)
                        .memberOf("pg_monitor")
                        .build())
                .grant(Grant.onTable("content", role, Privilege.SELECT, Privilege.INSERT))
                .grant(Grant.onSequence("numbers", role, Privilege.USAGE))
                .grant(Grant.onSchema("public", role, Privilege.USAGE))
                .rowLevelSecurity(RowLevelSecurity.on("content")
                        .policy(Policy.named("p")
                                .on(Command.SELECT)
                                .to(role)
                                .using("true")
                                .build())
                        .build())
                .sessionDefaults(SessionDefaults.ofRole(role)
                        .statementTimeout(Duration.ofSeconds(30))
                        .build())
                .build();

        converge(setup);

        assertThat(database.one("SELECT rolconnlimit FROM pg_roles WHERE rolname = '" + role + "'"))
                .isEqualTo("20");
        assertThat(database.one("SELECT has_table_privilege('" + role + "', 'content', 'INSERT')"))
                .isEqualTo("t");
        assertThat(database.one("SELECT pg_has_role('" + role + "', 'pg_monitor', 'MEMBER')"))
                .isEqualTo("t");
    }

    @Test
    void a_role_that_differs_is_altered() {
        database.execute("CREATE ROLE \"" + role + "\" LOGIN BYPASSRLS");
        DatabaseSetup setup = DatabaseSetup.builder()
                .role(Role.named(role).noLogin().boundByRowLevelSecurity().build())
                .build();

        assertThat(plan(setup).refused()).extracting(Change::name).containsExactly("alter role " + role);
        converge(setup, "alter role " + role);

        assertThat(database.one("SELECT rolcanlogin OR rolbypassrls FROM pg_roles WHERE rolname = '" + role + "'"))
                .isEqualTo("f");
    }

    @Test
    void what_is_not_said_of_a_role_is_not_touched() {
        database.execute("CREATE ROLE \"" + role + "\" LOGIN BYPASSRLS CONNECTION LIMIT 7");

        assertThat(changes(
                        DatabaseSetup.builder().role(Role.named(role).build()).build()))
                .isEmpty();
        converge(DatabaseSetup.builder()
                .role(Role.named(role).connectionLimit(8).build())
                .build());

        assertThat(database.one("SELECT concat_ws(' ', rolcanlogin, rolbypassrls, rolconnlimit) FROM pg_roles"
                        + " WHERE rolname = '" + role + "'"))
                .isEqualTo("t t 8");
    }

    @Test
    void defaults_of_a_role_in_another_database_are_not_those_everywhere() {
        database.execute(
                "CREATE ROLE \"" + role + "\"",
                "ALTER ROLE \"" + role + "\" IN DATABASE " + database.name() + " SET statement_timeout = '30s'");

        converge(DatabaseSetup.builder()
                .sessionDefaults(SessionDefaults.ofRole(role)
                        .statementTimeout(Duration.ofSeconds(30))
                        .build())
                .build());

        assertThat(database.query(
                        "SELECT unnest(setconfig) FROM pg_db_role_setting WHERE setdatabase = 0 AND setrole = '\""
                                + role + "\"'::regrole"))
                .hasSize(1);
    }

    @Test
    void what_a_role_was_given_beyond_its_declaration_stays_unless_nothing_else_is_said() {
        database.execute("CREATE ROLE \"" + role + "\"", "GRANT SELECT, TRUNCATE ON content TO \"" + role + "\"");
        Grant select = Grant.onTable("content", role, Privilege.SELECT);
        DatabaseSetup exclusive =
                DatabaseSetup.builder().grant(select.andNothingElse()).build();

        assertThat(changes(DatabaseSetup.builder().grant(select).build())).isEmpty();
        assertThat(plan(exclusive).refused())
                .extracting(Change::name)
                .containsExactly("revoke beyond grant on table public.content to " + role);
        converge(exclusive, "revoke beyond *");

        assertThat(database.one("SELECT has_table_privilege('" + role + "', 'content', 'TRUNCATE')"))
                .isEqualTo("f");
    }

    @Test
    void everyone_is_a_role_too() {
        database.execute("GRANT ALL ON content TO PUBLIC");
        DatabaseSetup closed = DatabaseSetup.builder()
                .grant(Grant.onTable("content", "public").andNothingElse())
                .build();

        converge(closed, "revoke *");

        assertThat(database.query(
                        "SELECT 1 FROM pg_class, aclexplode(relacl) WHERE relname = 'content' AND grantee = 0"))
                .isEmpty();
    }

    @Test
    void session_defaults_are_compared_as_postgresql_shows_them() {
        database.execute(
                "ALTER DATABASE " + database.name() + " SET statement_timeout = '60s'",
                "ALTER DATABASE " + database.name() + " SET work_mem = 65536");
        DatabaseSetup same = DatabaseSetup.builder()
                .sessionDefaults(SessionDefaults.ofDatabase()
                        .statementTimeout(Duration.ofMinutes(1))
                        .set("work_mem", "64MB")
                        .build())
                .build();
        DatabaseSetup other = DatabaseSetup.builder()
                .sessionDefaults(SessionDefaults.ofDatabase()
                        .statementTimeout(Duration.ofMinutes(2))
                        .lockTimeout(Duration.ofSeconds(5))
                        .idleInTransactionTimeout(Duration.ofMinutes(1))
                        .build())
                .build();

        assertThat(changes(same)).isEmpty();
        converge(other);

        assertThat(database.one("SHOW statement_timeout")).isEqualTo("2min");
        assertThat(database.one("SHOW lock_timeout")).isEqualTo("5s");
        assertThat(database.one("SHOW idle_in_transaction_session_timeout")).isEqualTo("1min");
    }

    @Test
    void autovacuum_parameters_are_compared_as_numbers() {
        database.execute("ALTER TABLE content SET (autovacuum_vacuum_scale_factor = 0.020)");
        DatabaseSetup same = DatabaseSetup.builder()
                .autovacuum(Autovacuum.of("content").vacuumScaleFactor(0.02).build())
                .build();
        DatabaseSetup more = DatabaseSetup.builder()
                .autovacuum(Autovacuum.of("content")
                        .vacuumScaleFactor(0.01)
                        .analyzeScaleFactor(0.05)
                        .vacuumInsertScaleFactor(0.1)
                        .parameter("autovacuum_vacuum_threshold", "1000")
                        .build())
                .build();

        assertThat(changes(same)).isEmpty();
        converge(more);
    }

    @Test
    void autovacuum_of_a_partitioned_table_is_set_on_each_partition() {
        database.execute(
                "CREATE TABLE part (at date NOT NULL) PARTITION BY RANGE (at)",
                "CREATE TABLE part_a PARTITION OF part FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')");
        DatabaseSetup setup = DatabaseSetup.builder()
                .autovacuum(Autovacuum.of("part").vacuumScaleFactor(0.01).build())
                .build();

        assertThat(changes(setup)).containsExactly("set autovacuum of public.part_a");
        converge(setup);
    }

    @Test
    void an_extension_is_made_in_its_schema() {
        database.execute("CREATE SCHEMA extensions");
        DatabaseSetup setup = DatabaseSetup.builder()
                .extension(Extension.named("pg_trgm").in("extensions"))
                .build();

        converge(setup);

        assertThat(database.one("SELECT extnamespace::regnamespace FROM pg_extension WHERE extname = 'pg_trgm'"))
                .isEqualTo("extensions");
        assertThat(plan(DatabaseSetup.builder()
                                .extension(Extension.named("pg_trgm").in("public"))
                                .build())
                        .notes())
                .containsExactly("extension pg_trgm is in schema extensions, and was declared in public");
    }

    @Test
    void rights_that_are_missing_are_named() {
        database.execute("CREATE ROLE \"" + role + "\" LOGIN");
        DatabaseSetup setup = DatabaseSetup.builder()
                .extension(Extension.named("pg_stat_statements"))
                .role(Role.named("another").build())
                .grant(Grant.onTable("content", "public", Privilege.SELECT))
                .sessionDefaults(SessionDefaults.ofDatabase()
                        .statementTimeout(Duration.ofMinutes(1))
                        .build())
                .sessionDefaults(SessionDefaults.ofRole("postgres")
                        .statementTimeout(Duration.ofMinutes(1))
                        .build())
                .build();

        DatabasePlan plan = setup.plan(database.dataSource(role));

        assertThat(plan.missingRights())
                .containsExactly(
                        "must have CREATEROLE, and the admin option on a role that is there, for role another",
                        "must own public.content, as a member of postgres does",
                        "must own the database, for session defaults of the database",
                        "must have CREATEROLE, for session defaults of role postgres");
    }

    @Test
    void a_role_may_set_its_own_defaults() {
        database.execute("CREATE ROLE \"" + role + "\" LOGIN");
        DatabaseSetup setup = DatabaseSetup.builder()
                .sessionDefaults(SessionDefaults.ofRole(role)
                        .statementTimeout(Duration.ofMinutes(1))
                        .build())
                .build();

        DatabasePlan plan = setup.plan(database.dataSource(role));

        assertThat(plan.missingRights()).isEmpty();
        setup.apply(plan, database.dataSource(role));
        assertThat(changes(setup)).isEmpty();
    }

    @Test
    void what_does_not_fit_is_told_at_once() {
        DatabaseSetup setup = DatabaseSetup.builder()
                .extension(Extension.named("pg_nothing"))
                .grant(Grant.onTable("contents", "public", Privilege.SELECT))
                .grant(Grant.onTable("content", "nobody_here", Privilege.SELECT))
                .sessionDefaults(SessionDefaults.ofRole("nobody_here")
                        .set("work_mem", "1MB")
                        .build())
                .sessionDefaults(
                        SessionDefaults.ofDatabase().set("work_mem", "much").build())
                .autovacuum(Autovacuum.of("nothing").vacuumScaleFactor(0.1).build())
                .build();

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> plan(setup))
                .withMessage(
                        "the declaration does not fit the database: extension pg_nothing: the server does not have it;"
                                + " install its package there; grant on table public.contents to public: there is no table"
                                + " public.contents; grant on table public.content to nobody_here: there is no role nobody_here;"
                                + " session defaults of role nobody_here: there is no role nobody_here; session defaults of the"
                                + " database: PostgreSQL refuses it: invalid value for parameter \"work_mem\": \"much\"; autovacuum"
                                + " of public.nothing: there is no table public.nothing");
    }

    @Test
    void a_role_that_gets_more_is_altered_without_leave() {
        database.execute("CREATE ROLE \"" + role + "\" CONNECTION LIMIT 5");
        DatabaseSetup setup = DatabaseSetup.builder()
                .role(Role.named(role).login().connectionLimit(9).build())
                .build();

        assertThat(plan(setup).refused()).isEmpty();
        converge(setup);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "LOGIN; -1; false; true; true",
                "BYPASSRLS; -1; true; false; true",
                "CONNECTION LIMIT 9; 5; true; true; true",
                "CONNECTION LIMIT -1; 5; true; true; true",
                "CONNECTION LIMIT 5; -1; true; true; false",
                "NOLOGIN; -1; true; true; false"
            })
    void a_role_that_loses_something_is_altered_with_leave_alone(
            String live, int limit, boolean logsIn, boolean bypasses, boolean loses) {
        database.execute("CREATE ROLE \"" + role + "\" " + live);
        Role.Builder declared = Role.named(role).connectionLimit(limit);
        declared = logsIn ? declared.login() : declared.noLogin();
        declared = bypasses ? declared.bypassRowLevelSecurityUnsafe() : declared.boundByRowLevelSecurity();

        DatabasePlan plan = plan(DatabaseSetup.builder().role(declared.build()).build());

        assertThat(plan.changes()).hasSize(1);
        assertThat(plan.refused()).hasSize(loses ? 1 : 0);
    }

    @Test
    void who_makes_roles_administers_from_version_16_on_those_alone_that_it_was_given() {
        String maker = "maker_" + database.name();
        database.execute("CREATE ROLE \"" + role + "\"", "CREATE ROLE " + maker + " LOGIN CREATEROLE");
        DatabaseSetup setup = DatabaseSetup.builder()
                .role(Role.named(role).login().build())
                .role(Role.named("new_" + database.name()).build())
                .build();

        DatabasePlan before = setup.plan(database.dataSource(maker));
        database.execute("GRANT \"" + role + "\" TO " + maker + " WITH ADMIN OPTION");
        DatabasePlan after = setup.plan(database.dataSource(maker));

        boolean isAsked = Integer.parseInt(database.one("SHOW server_version_num")) >= 160_000;
        assertThat(before.missingRights()).hasSize(isAsked ? 1 : 0);
        assertThat(after.missingRights()).isEmpty();
        database.execute("DROP OWNED BY " + maker, "DROP ROLE " + maker);
    }

    @Test
    void a_group_may_be_declared_in_the_same_setup() {
        String group = "group_" + database.name();
        converge(DatabaseSetup.builder()
                .role(Role.named(group).build())
                .role(Role.named(role).memberOf(group).build())
                .build());

        assertThat(database.one("SELECT pg_has_role('" + role + "', '" + group + "', 'MEMBER')"))
                .isEqualTo("t");
        database.execute("DROP ROLE " + group);
    }

    @Test
    void a_table_is_no_sequence_and_a_sequence_is_no_table() {
        DatabaseSetup setup = DatabaseSetup.builder()
                .grant(Grant.onTable("numbers", "public", Privilege.SELECT))
                .grant(Grant.onSequence("content", "public", Privilege.USAGE))
                .build();

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> plan(setup))
                .withMessageContaining("there is no table public.numbers")
                .withMessageContaining("there is no sequence public.content");
    }

    @Test
    void an_owner_has_all_rights_without_a_grant() {
        database.execute("CREATE SCHEMA own");

        assertThat(changes(DatabaseSetup.builder()
                        .grant(Grant.onTable("content", "postgres", Privilege.TRUNCATE))
                        .grant(Grant.onSequence("numbers", "postgres", Privilege.USAGE))
                        .grant(Grant.onSchema("own", "postgres", Privilege.CREATE))
                        .build()))
                .isEmpty();
    }

    @Test
    void a_group_must_be_there_or_be_declared_before_its_members() {
        DatabaseSetup early = DatabaseSetup.builder()
                .role(Role.named(role).memberOf("group of " + database.name()).build())
                .role(Role.named("group of " + database.name()).build())
                .build();

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> plan(early))
                .withMessageContaining(
                        "there is no role group of " + database.name() + " that it could be a member of");
    }

    @Test
    void what_was_given_for_columns_alone_is_more_than_nothing() {
        database.execute("CREATE ROLE \"" + role + "\"", "GRANT SELECT (status) ON content TO \"" + role + "\"");
        DatabaseSetup closed = DatabaseSetup.builder()
                .grant(Grant.onTable("content", role).andNothingElse())
                .build();

        converge(closed, "revoke *");

        assertThat(database.one("SELECT has_column_privilege('" + role + "', 'content', 'status', 'SELECT')"))
                .isEqualTo("f");
    }

    @Test
    void what_another_role_has_given_is_noted_as_only_that_role_can_take_it() {
        String giver = "giver_" + database.name();
        database.execute(
                "CREATE ROLE \"" + role + "\"",
                "CREATE ROLE " + giver,
                "GRANT SELECT ON content TO " + giver + " WITH GRANT OPTION",
                "SET ROLE " + giver,
                "GRANT SELECT ON content TO \"" + role + "\"",
                "RESET ROLE",
                "CREATE SCHEMA lent",
                "GRANT USAGE ON SCHEMA lent TO " + giver + " WITH GRANT OPTION",
                "SET ROLE " + giver,
                "GRANT USAGE ON SCHEMA lent TO \"" + role + "\"",
                "RESET ROLE");
        DatabaseSetup closed = DatabaseSetup.builder()
                .grant(Grant.onTable("content", role).andNothingElse())
                .grant(Grant.onSchema("lent", role).andNothingElse())
                .build();

        DatabasePlan plan = plan(closed);

        assertThat(plan.changes()).isEmpty();
        assertThat(plan.notes()).hasSize(2).allSatisfy(note -> assertThat(note).contains("was given by " + giver));
        database.execute("DROP OWNED BY " + giver + " CASCADE", "DROP ROLE " + giver);
    }

    @Test
    void names_of_settings_are_compared_without_their_case() {
        DatabaseSetup setup = DatabaseSetup.builder()
                .sessionDefaults(
                        SessionDefaults.ofDatabase().set("timezone", "UTC").build())
                .build();

        converge(setup);
    }

    @Test
    void names_with_dots_are_names() {
        database.execute("CREATE SCHEMA \"a.b\"", "CREATE TABLE \"a.b\".\"c.d\" (id int)");
        DatabaseSetup setup = DatabaseSetup.builder()
                .grant(Grant.onTable("\"a.b\".\"c.d\"", "public", Privilege.SELECT))
                .build();

        converge(setup);
    }

    @Test
    void contradictions_are_told_when_the_setup_is_built() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatabaseSetup.builder()
                        .extension(Extension.named("pg_trgm"))
                        .extension(Extension.named("pg_trgm"))
                        .grant(Grant.onSchema("public", "public", Privilege.USAGE))
                        .grant(Grant.onSchema("public", "public", Privilege.CREATE))
                        .build())
                .withMessage("declared twice: extension pg_trgm, grant on schema public to public");
    }
}
