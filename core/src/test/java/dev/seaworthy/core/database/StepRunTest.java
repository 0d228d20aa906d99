package dev.seaworthy.core.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.core.database.plan.Change;
import dev.seaworthy.core.database.plan.Step;
import dev.seaworthy.core.database.postgres.DatabaseException;
import dev.seaworthy.core.database.postgres.LockMode;
import dev.seaworthy.testkit.PostgresServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepRunTest extends DatabaseTest {
    private static final Pace PACE = Pace.DEFAULT
            .withLockTimeout(Duration.ofMillis(2))
            .withConcurrentLockTimeout(Duration.ofMillis(77))
            .withAttempts(3);

    StepRunTest(PostgresServer server) {
        super(server);
    }

    @BeforeEach
    void createTables() {
        database.execute("CREATE SEQUENCE tries", "CREATE TABLE seen (what text)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"55P03", "40P01", "40001"})
    void what_got_no_lock_or_lost_a_deadlock_is_tried_again(String failure) {
        run(alone(failing(failure, 2)));

        assertThat(tries()).isEqualTo("3");
    }

    @Test
    void what_failed_for_another_reason_is_tried_once() {
        assertThatExceptionOfType(DatabaseException.class)
                .isThrownBy(() -> run(alone(failing("22012", 1))))
                .withMessageStartingWith("some change failed; apply again goes on from here: ");

        assertThat(tries()).isEqualTo("1");
    }

    @Test
    void who_is_interrupted_tries_no_more() {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(DatabaseException.class).isThrownBy(() -> run(alone(failing("55P03", 9))));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(tries()).isEqualTo("1");
    }

    @Test
    void only_what_is_alone_waits_as_long_as_a_concurrent_build() {
        String see = "INSERT INTO seen SELECT current_setting('lock_timeout')";

        run(alone(see));
        run(Step.of(LockMode.NONE, "nothing", see));

        assertThat(database.query("SELECT what FROM seen")).containsExactly("77ms", "2ms");
    }

    @ParameterizedTest
    @CsvSource({"22012, 1", "55P03, 3", "42P07, 0"})
    void what_a_failed_attempt_left_is_taken_away_unless_it_was_there_before(String failure, int times) {
        Step step = alone(failing(failure, 9)).cleanedBy("INSERT INTO public.seen VALUES ('cleaned')");

        assertThatExceptionOfType(DatabaseException.class).isThrownBy(() -> run(step));

        assertThat(database.query("SELECT what FROM seen")).hasSize(times);
    }

    @Test
    void what_was_begun_is_ended_instead_of_begun_again() {
        run(alone(failing("55P03", 1)).resumedBy("INSERT INTO public.seen VALUES ('resumed')"));

        assertThat(tries()).isEqualTo("1");
        assertThat(database.query("SELECT what FROM seen")).containsExactly("resumed");
    }

    @Test
    void what_was_not_begun_is_begun_again() {
        run(alone(failing("55P03", 1)).resumedBy("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '55000'; END $$"));

        assertThat(tries()).isEqualTo("2");
    }

    @Test
    void an_end_that_fails_for_another_reason_is_a_failure() {
        Step step = alone(failing("55P03", 1)).resumedBy("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '22012'; END $$");

        assertThatExceptionOfType(DatabaseException.class).isThrownBy(() -> run(step));

        assertThat(tries()).isEqualTo("1");
    }

    /** A statement that fails the first {@code times} that it is run. */
    private static String failing(String code, int times) {
        return "DO $$ BEGIN IF nextval('public.tries') <= " + times + " THEN RAISE EXCEPTION USING ERRCODE = '" + code
                + "'; END IF; END $$";
    }

    private static Step alone(String statement) {
        return Step.alone(LockMode.NONE, "nothing", statement, "nothing is left");
    }

    private void run(Step step) {
        try (Session session = Session.open(database.dataSource())) {
            new StepRun(session, PACE).run(new Change("some change", "of a test", List.of(step)), step);
        }
    }

    private String tries() {
        return database.one("SELECT last_value FROM tries");
    }
}
