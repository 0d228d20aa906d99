package dev.seaworthy.security.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatePolicyTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 2", "100, 50", "101, 51", "100, 1", "100, 100", "1000000, 1"})
    void a_window_admits_its_limit_at_most_and_no_less(long limit, long burst) {
        RatePolicy policy = RatePolicy.perWindow("burst", limit, Duration.ofHours(1), burst);

        assertThat(policy.atMost(policy.window())).isEqualTo(limit);
        assertThat(policy.atMost(Duration.ZERO)).isEqualTo(burst).isEqualTo(policy.burst());
        assertThat(policy.limit()).isEqualTo(limit);
    }

    @Test
    void half_of_a_window_comes_at_once_if_nothing_else_is_said() {
        assertThat(RatePolicy.perWindow("a", 100, MINUTE).burst()).isEqualTo(50);
        assertThat(RatePolicy.perWindow("a", 7, MINUTE).burst()).isEqualTo(4);
        assertThat(RatePolicy.perWindow("a", 1, MINUTE).burst()).isEqualTo(1);
    }

    @Test
    void a_bucket_of_a_hundred_a_minute_admits_up_to_199_in_one() {
        RatePolicy policy = RatePolicy.bucket("daily", 100, MINUTE);

        assertThat(policy.atMost(MINUTE)).isEqualTo(199);
        assertThat(policy.burst()).isEqualTo(100);
        assertThat(policy.guarantee()).isEqualTo("daily: at most 100 at once and 199 in any PT1M");
        assertThat(policy).hasToString(policy.guarantee());
    }

    @Test
    void a_limit_of_zero_admits_nothing() {
        RatePolicy policy = RatePolicy.perWindow("closed", 0, MINUTE);

        assertThat(policy.atMost(Duration.ofDays(300))).isZero();
        assertThat(policy.burst()).isZero();
        assertThat(RatePolicy.bucket("closed", 0, MINUTE).atMost(MINUTE)).isZero();
    }

    @Test
    void the_bound_of_a_very_long_time_saturates() {
        long most = 999_999_999_999_999L;

        assertThat(RatePolicy.bucket("a", most, Duration.ofNanos(most)).atMost(Duration.ofSeconds(Long.MAX_VALUE)))
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void a_rate_whose_numbers_are_too_large_is_rounded_down_by_very_little() {
        long day = Duration.ofDays(1).toNanos() + 1;
        Rate rate = Rate.of(3_000_000_001L, day);

        assertThat(Math.multiplyHigh(rate.tokens(), rate.nanos())).isZero();
        assertThat(rate.within(day)).isBetween(3_000_000_001L - 10, 3_000_000_001L);
        assertThat(Rate.of(100, 60_000_000_001L)).isEqualTo(new Rate(100, 60_000_000_001L));
    }

    @Test
    void a_policy_that_is_wrong_tells_all_of_it() {
        assertThatThrownBy(() -> RatePolicy.perWindow("a b", -1, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "Rate policy has 3 problems", "its name", "its limit is -1", "its window is PT0S");
        assertThatThrownBy(() -> RatePolicy.perWindow("burst", 10, MINUTE, 11))
                .hasMessage("Rate policy burst: burst is 11; give 1 to the limit, which is 10");
        assertThatThrownBy(() -> RatePolicy.perWindow("burst", 10, MINUTE, 0)).hasMessageContaining("burst is 0");
        assertThatThrownBy(() -> RatePolicy.bucket("burst", 10, Duration.ofDays(367)))
                .hasMessageContaining("its window is PT8808H; give 1 ms to 366 days");
        assertThatThrownBy(() -> RatePolicy.bucket("burst", 2_000_000, Duration.ofMillis(1)))
                .hasMessageContaining("no more than one in a nanosecond is counted");
        assertThatThrownBy(() -> RatePolicy.bucket("burst", Long.MAX_VALUE, Duration.ofDays(1)))
                .hasMessageContaining("give 0 to 999999999999999");
        assertThatThrownBy(() -> RatePolicy.bucket("burst", 1, MINUTE).atMost(Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_several_processes_share_holds_in_a_window_that_is_longer_by_the_difference_of_their_clocks() {
        RatePolicy policy = RatePolicy.perWindow("burst", 100, Duration.ofMinutes(1));
        RatePolicy shared =
                new Policies("default", List.of(policy)).shared().list().get(0);
        RatePolicy brief = new Policies("default", List.of(RatePolicy.perWindow("brief", 10, Duration.ofMillis(100))))
                .shared()
                .list()
                .get(0);

        assertThat(policy.atMost(Duration.ofMillis(60_100))).isEqualTo(101);
        assertThat(shared.atMost(Duration.ofMillis(60_100))).isEqualTo(100);
        assertThat(shared.atMost(Duration.ofMillis(60_101))).isEqualTo(101);
        assertThat(brief.atMost(Duration.ofMillis(110))).isEqualTo(10);
        assertThat(shared.limit()).isEqualTo(100);
    }
}
