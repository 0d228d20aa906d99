package dev.seaworthy.core.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.seaworthy.core.database.postgres.DatabaseException;
import dev.seaworthy.core.database.schema.Index;
import dev.seaworthy.core.database.schema.Policy;
import dev.seaworthy.core.database.schema.Policy.Command;
import dev.seaworthy.core.database.schema.RowLevelSecurity;
import dev.seaworthy.testkit.PostgresServer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Definitions of many tables are tried together, and told apart when some of them are refused. */
class ManyTablesTest extends DatabaseTest {
    private static final int TABLES = 120;

    ManyTablesTest(PostgresServer server) {
        super(server);
    }

    @BeforeEach
    void createTables() {
        database.execute(IntStream.range(0, TABLES)
                .mapToObj(i -> "CREATE TABLE t" + i + " (id bigint PRIMARY KEY, status text, owner text)")
                .toArray(String[]::new));
    }

    @Test
    void all_of_them_converge() {
        DatabaseSetup.Builder setup = DatabaseSetup.builder();
        for (int i = 0; i < TABLES; i++) {
            setup.index(Index.named("i" + i)
                            .on("t" + i)
                            .columns("status")
                            .where("status != 'done'")
                            .build())
                    .rowLevelSecurity(own("t" + i, "owner = current_user"));
        }

        converge(setup.build());
    }

    @Test
    void each_that_is_refused_is_named_and_no_other() {
        DatabaseSetup.Builder setup = DatabaseSetup.builder();
        for (int i = 0; i < TABLES; i++) {
            String condition = i == 7 || i == 113 ? "status = 1" : "status = '1'";
            setup.index(Index.named("i" + i)
                            .on("t" + i)
                            .columns("id")
                            .where(condition)
                            .build())
                    .rowLevelSecurity(own("t" + i, i == 60 ? "nobody()" : "true"));
        }

        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> plan(setup.build()))
                .withMessage("the declaration does not fit the database: "
                        + "index public.i7: PostgreSQL refuses it: operator does not exist: text = integer; "
                        + "index public.i113: PostgreSQL refuses it: operator does not exist: text = integer; "
                        + "policy own of public.t60: PostgreSQL refuses it: function nobody() does not exist");
    }

    @Test
    void a_comment_at_the_end_of_one_hides_no_other() {
        converge(setup(
                Index.named("a").on("t1").columns("id").where("id > 0 -- all").build(),
                Index.named("b").on("t1").columns("id").where("id > 1").build()));
    }

    @Test
    void tables_and_indexes_of_one_name_in_two_schemas_are_told_apart() {
        database.execute(
                "CREATE SCHEMA app",
                "CREATE TABLE app.t1 (status integer, id text)",
                "CREATE INDEX i1 ON app.t1 (id) WHERE status = 1");

        assertThat(changes(setup(
                        Index.named("i1")
                                .on("t1")
                                .columns("id")
                                .where("status = '1'")
                                .build(),
                        Index.named("i1")
                                .on("app.t1")
                                .columns("id")
                                .where("(status) = 1")
                                .build())))
                .containsExactly("create index public.i1");
    }

    @Test
    void unique_indexes_and_tables_that_nothing_partitions_are_compared_too() {
        database.execute("CREATE TABLE texts (a text, b jsonb)");

        converge(setup(
                Index.named("once").on("t1").columns("status").unique().build(),
                Index.named("first").on("texts").expression("lower(a)").build(),
                Index.named("pair").on("texts").columns("a").unique().build()));
    }

    @Test
    void a_policy_may_ask_another_table_that_is_declared_too() {
        converge(DatabaseSetup.builder()
                .rowLevelSecurity(own("t1", "EXISTS (SELECT FROM t2 m WHERE m.owner = t1.owner)"))
                .rowLevelSecurity(own("t2", "true"))
                .rowLevelSecurity(own("t3", "EXISTS (SELECT FROM t3 other WHERE other.id > t3.id)"))
                .build());
    }

    private static DatabaseSetup setup(Index... indexes) {
        DatabaseSetup.Builder setup = DatabaseSetup.builder();
        for (Index index : indexes) {
            setup.index(index);
        }
        return setup.build();
    }

    private static RowLevelSecurity own(String table, String condition) {
        return RowLevelSecurity.on(table)
                .policy(Policy.named("own")
                        .on(Command.ALL)
                        .using(condition)
                        .withCheck(condition)
                        .build())
                .build();
    }
}
