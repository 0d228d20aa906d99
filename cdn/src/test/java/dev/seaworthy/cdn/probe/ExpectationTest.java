package dev.seaworthy.cdn.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.cdn.probe.declaration.Expectation;
import dev.seaworthy.cdn.probe.declaration.Visitor;
import dev.seaworthy.core.Secret;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectationTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void says_what_is_declared() {
        assertThat(Expectation.cached("https://contentmax.example/a")
                        .within(2)
                        .edgeTtl(MINUTE, Duration.ofHours(1))
                        .browserTtl(MINUTE, MINUTE)
                        .immutable())
                .hasToString("cached within 2 tries, edge 60..3600 s, browser 60 s, immutable");
        assertThat(Expectation.cached("https://contentmax.example/a")).hasToString("cached within 3 tries");
        assertThat(Expectation.neverCached("https://contentmax.example/a")).hasToString("never cached");
    }

    @Test
    void what_is_never_cached_has_no_lifetime() {
        Expectation never = Expectation.neverCached("https://contentmax.example/a");

        assertThatThrownBy(() -> never.edgeTtl(MINUTE, MINUTE)).hasMessageContaining("edgeTtl");
        assertThatThrownBy(() -> never.browserTtl(MINUTE, MINUTE)).hasMessageContaining("browserTtl");
        assertThatThrownBy(() -> never.within(2)).hasMessageContaining("within");
        assertThatThrownBy(never::immutable).hasMessageContaining("immutable");
    }

    @Test
    void refuses_what_can_not_be() {
        Expectation cached = Expectation.cached("https://contentmax.example/a");

        assertThatThrownBy(() -> cached.within(0)).hasMessageContaining("1 to 20");
        assertThatThrownBy(() -> cached.within(21)).hasMessageContaining("1 to 20");
        assertThatThrownBy(() -> cached.edgeTtl(MINUTE, Duration.ZERO)).hasMessageContaining("PT1M");
        assertThatThrownBy(() -> cached.browserTtl(Duration.ofSeconds(-1), MINUTE))
                .hasMessageContaining("negative");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " a", "a ", "a\r\nb", "é"})
    void a_visitor_is_known_by_what_a_header_can_hold(String value) {
        assertThatThrownBy(() -> Visitor.cookie(Secret.of(value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Cookie");
    }

    @Test
    void a_visitor_is_not_shown() {
        assertThat(Visitor.authorization(Secret.of("Bearer t0psecret")).toString())
                .contains("Authorization")
                .doesNotContain("t0psecret");
        assertThatThrownBy(() -> new Visitor("X-Key", Secret.of("t0psecret")))
                .hasMessageContaining("X-Key")
                .hasMessageNotContaining("t0psecret");
    }
}
