package dev.seaworthy.core.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.seaworthy.core.database.catalog.Session;
import dev.seaworthy.testkit.PostgresServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class PaceTest extends DatabaseTest {
    private static final List<String> SETTINGS = List.of(
            "lock_timeout",
            "statement_timeout",
            "client_min_messages",
            "client_connection_check_interval",
            "idle_in_transaction_session_timeout");

    private static final Pace PACE = Pace.DEFAULT.withLockTimeout(Duration.ofMillis(100));

    PaceTest(PostgresServer server) {
        super(server);
    }

    @Test
    void a_session_that_plans_waits_for_nobody_long() throws SQLException {
        try (Session session = Session.open(database.dataSource())) {
            PACE.planIn(session);

            assertThat(settings(session)).containsExactly("100ms", "1min", "warning", "0", "0");
        }
    }

    @Test
    void a_session_that_applies_takes_its_time_and_ends_with_its_client() throws SQLException {
        try (Session session = Session.open(database.dataSource())) {
            PACE.applyIn(session);

            assertThat(settings(session)).containsExactly("100ms", "0", "warning", "2s", "1min");
        }
    }

    @Test
    void the_pause_doubles_to_ten_seconds_and_half_of_it_is_chance() {
        Pace shortest = PACE.withRandom(always(0));
        Pace longest = PACE.withRandom(always(1));

        assertThat(shortest.pauseAfter(1)).isEqualTo(Duration.ofMillis(100));
        assertThat(longest.pauseAfter(1)).isEqualTo(Duration.ofMillis(200));
        assertThat(longest.pauseAfter(3)).isEqualTo(Duration.ofMillis(800));
        assertThat(longest.pauseAfter(100)).isEqualTo(Duration.ofSeconds(10));
        assertThat(shortest.withLockTimeout(Duration.ofMinutes(1)).pauseAfter(1))
                .isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void what_is_shorter_than_its_unit_is_one_of_it() {
        assertThat(Pace.DEFAULT.withApplierTimeout(Duration.ofMillis(1)).polls())
                .isEqualTo(1);
        assertThat(Pace.millis(Duration.ofNanos(1))).isEqualTo("1ms");
    }

    @Test
    void nothing_waits_for_no_time_or_tries_never() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PACE.withLockTimeout(Duration.ZERO))
                .withMessage("lock timeout must be more than zero: PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PACE.withConcurrentLockTimeout(Duration.ofMillis(-1)))
                .withMessage("concurrent lock timeout must be more than zero: PT-0.001S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PACE.withApplierTimeout(Duration.ZERO))
                .withMessage("applier timeout must be more than zero: PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PACE.withAttempts(0))
                .withMessage("attempts must be 1 or more: 0");
    }

    private static List<String> settings(Session session) throws SQLException {
        return session.query(
                row -> row.getString(1),
                "SELECT current_setting(name) FROM unnest(?::text[]) WITH ORDINALITY s (name, place) ORDER BY place",
                (Object) SETTINGS.toArray(String[]::new));
    }

    /** The least that can come, or the most. */
    private static RandomGenerator always(int share) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new IllegalStateException("without a bound");
            }

            @Override
            public long nextLong(long bound) {
                return share * (bound - 1);
            }
        };
    }
}
