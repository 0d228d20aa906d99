package dev.seaworthy.core.database.schema;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.seaworthy.core.database.maintenance.Maintenance;
import dev.seaworthy.core.database.schema.Grant.Privilege;
import dev.seaworthy.core.database.schema.Policy.Command;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A declaration that can be had of no database is refused where it is made, by the name of the thing. */
class BadDeclarationsTest {
    @ParameterizedTest
    @MethodSource("declarations")
    void is_refused_when_it_is_built(Runnable declaration, String message) {
        assertThatIllegalArgumentException().isThrownBy(declaration::run).withMessage(message);
    }

    static Stream<Arguments> declarations() {
        return Stream.of(
                bad(
                        "an index of nothing",
                        () -> Index.named("idx").build(),
                        "index idx has no table: on(…); it has no column: columns(…), descending(…) or expression(…)"),
                bad(
                        "an index with a name that would be cut",
                        () -> Index.named("i".repeat(64))
                                .on("content")
                                .columns("id")
                                .build(),
                        "index " + "i".repeat(64) + " must have a name of 1 to 63 bytes"),
                bad(
                        "an index whose nulls are not distinct, and that is not unique",
                        () -> Index.named("idx")
                                .on("content")
                                .columns("id")
                                .nullsNotDistinct()
                                .build(),
                        "index idx has nullsNotDistinct() and is not unique()"),
                bad(
                        "an index with a parameter that is SQL",
                        () -> Index.named("idx")
                                .on("content")
                                .columns("id")
                                .with("fillfactor = 1); --", 1)
                                .build(),
                        "index idx has a storage parameter that is no lower-case word: fillfactor = 1); --"),
                bad(
                        "a policy without a command",
                        () -> Policy.named("own").using("true").build(),
                        "policy own has no command: on(Command.SELECT)"),
                bad(
                        "a policy without a condition",
                        () -> Policy.named("own").on(Command.SELECT).build(),
                        "policy own has no condition: using(…) or withCheck(…)"),
                bad(
                        "a policy for new rows that speaks of old ones",
                        () -> Policy.named("own")
                                .on(Command.INSERT)
                                .using("true")
                                .build(),
                        "policy own is for INSERT, which has no using(…)"),
                bad(
                        "a policy for old rows that speaks of new ones",
                        () -> Policy.named("own")
                                .on(Command.DELETE)
                                .using("true")
                                .withCheck("true")
                                .build(),
                        "policy own is for DELETE, which has no withCheck(…)"),
                bad(
                        "two policies of one name",
                        () -> RowLevelSecurity.on("content")
                                .policy(own())
                                .policy(own())
                                .build(),
                        "row-level security of public.content has two policies named own"),
                bad(
                        "a role of PostgreSQL's own",
                        () -> Role.named("pg_mine").connectionLimit(-2).build(),
                        "role pg_mine has a name that PostgreSQL keeps for itself; it has a connection limit below zero: -2"),
                bad(
                        "a grant of what there is not",
                        () -> Grant.onSchema("app", "anon", Privilege.SELECT),
                        "grant on schema app to anon gives what there is not for a schema: it has [USAGE, CREATE]"),
                bad(
                        "session defaults of nothing",
                        () -> SessionDefaults.ofDatabase().build(),
                        "session defaults of the database set nothing"),
                bad(
                        "a session default that is a list",
                        () -> SessionDefaults.ofRole("app")
                                .set("search_path", "a, b")
                                .build(),
                        "session defaults of role app can't set search_path, which is a list"),
                bad(
                        "a timeout of no time",
                        () -> SessionDefaults.ofDatabase().lockTimeout(Duration.ZERO),
                        "lock_timeout must be more than zero: PT0S"),
                bad(
                        "another parameter than autovacuum's",
                        () -> Autovacuum.of("content")
                                .parameter("fillfactor", "70")
                                .build(),
                        "autovacuum of public.content has a parameter that is none of autovacuum: fillfactor"),
                bad(
                        "maintenance by the second",
                        () -> Maintenance.vacuumAnalyze("daily", "0 0 2 * * *", "content"),
                        "maintenance daily must have a schedule of five fields, as pg_cron takes it: 0 0 2 * * *"),
                bad(
                        "maintenance of no table",
                        () -> Maintenance.vacuumAnalyze("daily", "0 2 * * *"),
                        "maintenance daily must have a table to vacuum"));
    }

    private static Policy own() {
        return Policy.named("own").on(Command.SELECT).using("true").build();
    }

    private static Arguments bad(String name, Runnable declaration, String message) {
        return argumentSet(name, declaration, message);
    }
}
