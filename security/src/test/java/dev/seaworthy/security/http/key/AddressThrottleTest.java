package dev.seaworthy.security.http.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AddressThrottleTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final FailureThrottle throttle = new AddressThrottle(3, Duration.ofSeconds(60), nanos::get);

    private static InetAddress address(String text) throws UnknownHostException {
        return InetAddress.getByName(text);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private void fail(String client, int times) throws UnknownHostException {
        for (int i = 0; i < times; i++) {
            assertThat(throttle.reserve(address(client))).isEmpty();
        }
    }

    @Test
    void so_many_failures_at_once_and_then_as_many_in_the_period() throws UnknownHostException {
        InetAddress client = address("192.0.2.1");
        fail("192.0.2.1", 3);

        assertThat(throttle.reserve(client)).contains(Duration.ofSeconds(20));
        pass(Duration.ofSeconds(20).minusNanos(1));
        assertThat(throttle.reserve(client)).contains(Duration.ofNanos(1));
        pass(Duration.ofNanos(1));
        fail("192.0.2.1", 1);
        assertThat(throttle.reserve(client)).contains(Duration.ofSeconds(20));
        pass(Duration.ofSeconds(600));
        fail("192.0.2.1", 3);
        assertThat(throttle.reserve(client)).contains(Duration.ofSeconds(20));
    }

    @Test
    void who_goes_on_trying_waits_no_longer() throws UnknownHostException {
        InetAddress client = address("192.0.2.1");
        fail("192.0.2.1", 3);
        for (int i = 0; i < 100_000; i++) {
            assertThat(throttle.reserve(client)).contains(Duration.ofSeconds(20));
        }
    }

    @Test
    void a_try_that_was_no_failure_is_taken_back() throws UnknownHostException {
        InetAddress client = address("192.0.2.1");
        throttle.release(client);
        fail("192.0.2.1", 3);
        throttle.release(client);
        fail("192.0.2.1", 1);
        assertThat(throttle.reserve(client)).contains(Duration.ofSeconds(20));
        for (int i = 0; i < 10; i++) {
            throttle.release(client);
        }

        fail("192.0.2.1", 3);
        assertThat(throttle.reserve(client)).contains(Duration.ofSeconds(20));
    }

    @Test
    void a_client_is_an_ipv4_address_or_the_first_56_bits_of_an_ipv6_one() throws UnknownHostException {
        fail("192.0.2.1", 3);
        fail("2001:db8:1:100::1", 3);

        assertThat(throttle.reserve(address("192.0.2.2"))).isEmpty();
        assertThat(throttle.reserve(address("::ffff:192.0.2.1"))).isPresent();
        assertThat(throttle.reserve(address("2001:db8:1:1ff:ffff::"))).isPresent();
        assertThat(throttle.reserve(address("2001:db8:1:200::1"))).isEmpty();
    }

    @Test
    void so_many_clients_are_known_and_no_more() throws UnknownHostException {
        fail("192.0.2.1", 3);
        for (int i = 1; i < AddressThrottle.MOST_CLIENTS; i++) {
            fail("10.0." + i / 256 + "." + i % 256, 1);
        }
        assertThat(throttle.reserve(address("192.0.2.1"))).isPresent();
        for (int i = 0; i < AddressThrottle.MOST_CLIENTS; i++) {
            fail("10.1." + i / 256 + "." + i % 256, 1);
        }

        assertThat(throttle.reserve(address("192.0.2.1"))).isEmpty();
    }

    @Test
    void clients_that_do_not_fail_push_out_none_that_does() throws UnknownHostException {
        fail("192.0.2.1", 3);
        for (int i = 0; i <= AddressThrottle.MOST_CLIENTS; i++) {
            InetAddress other = address("10.0." + i / 256 + "." + i % 256);
            throttle.reserve(other);
            throttle.release(other);
        }

        assertThat(throttle.reserve(address("192.0.2.1"))).isPresent();
    }

    @Test
    void a_bound_is_one_or_more_in_more_than_no_time() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FailureThrottle.of(0, Duration.ofMinutes(1)))
                .withMessage("FailureThrottle: 0 failures in PT1M; give 1 or more, in more than zero");
        assertThatIllegalArgumentException().isThrownBy(() -> FailureThrottle.of(1, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> FailureThrottle.of(1, Duration.ofSeconds(-1)));
    }
}
