package dev.seaworthy.security.headers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StrictTransportSecurityTest {
    private static final Duration YEAR = Duration.ofDays(365);

    @Test
    void renders_in_the_order_of_the_story() {
        assertThat(StrictTransportSecurity.of(YEAR)
                        .withSubDomains()
                        .withPreload()
                        .value())
                .isEqualTo("max-age=31536000; includeSubDomains; preload");
        assertThat(StrictTransportSecurity.of(Duration.ZERO).value()).isEqualTo("max-age=0");
    }

    @Test
    void rejects_preload_when_max_age_is_under_one_year() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StrictTransportSecurity(YEAR.minusSeconds(1), true, true))
                .withMessageContaining("Strict-Transport-Security")
                .withMessageContaining("max-age is 31535999");
    }

    @Test
    void rejects_preload_without_subdomains() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StrictTransportSecurity.of(YEAR).withPreload())
                .withMessageContaining("includeSubDomains is false");
    }

    @Test
    void rejects_an_age_that_is_negative_or_no_whole_second() {
        assertThatIllegalArgumentException().isThrownBy(() -> StrictTransportSecurity.of(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> StrictTransportSecurity.of(Duration.ofMillis(1500)));
    }
}
