package dev.seaworthy.core.config.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.core.config.value.Stage;
import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConvertersTest {
    enum Level {
        LOW,
        VERY_HIGH
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "1", "YES", "On", "y", "enabled", "T"})
    void reads_true(String text) throws Refusal {
        assertThat(convert(boolean.class, text)).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "0", "NO", "Off", "n", "disabled", "F"})
    void reads_false(String text) throws Refusal {
        assertThat(convert(boolean.class, text)).isEqualTo(false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ture", "2", "yes please", " true"})
    void refuses_what_is_neither_true_nor_false(String text) {
        assertRefused(boolean.class, text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12abc", "1e3", "+5", "2147483648", "-2147483649", "٣", "0x10", "1_000", " 1"})
    void refuses_what_is_no_whole_number_of_its_type(String text) {
        assertRefused(int.class, text);
    }

    @Test
    void reads_whole_numbers_to_their_limits() throws Refusal {
        assertThat(convert(int.class, "-2147483648")).isEqualTo(Integer.MIN_VALUE);
        assertThat(convert(long.class, "9223372036854775807")).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "30s, PT30S", "5m, PT5M", "2h, PT2H", "7d, PT168H", "PT1M, PT1M"})
    void reads_durations_with_their_unit(String text, Duration expected) throws Refusal {
        assertThat(convert(Duration.class, text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", "s", "5 minutes", "999999999999999d99"})
    void refuses_durations_without_a_unit(String text) {
        assertRefused(Duration.class, text);
    }

    @Test
    void reads_a_bare_number_in_the_declared_unit() throws Refusal {
        Converter millis =
                Converters.of(Duration.class, Optional.of(ChronoUnit.MILLIS)).orElseThrow();

        assertThat(millis.convert("1500")).isEqualTo(Duration.ofMillis(1500));
        assertThatThrownBy(() -> millis.convert("1500ms")).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @CsvSource({"production, PRODUCTION", "Prod, PRODUCTION", "dev, DEVELOPMENT", "TEST, TEST"})
    void reads_stages_and_their_short_names(String text, Stage expected) throws Refusal {
        assertThat(convert(Stage.class, text)).isEqualTo(expected);
    }

    @Test
    void reads_constants_in_any_case_with_either_dash() throws Refusal {
        assertThat(convert(Level.class, "very-high")).isEqualTo(Level.VERY_HIGH);
        assertThatThrownBy(() -> convert(Level.class, "middle")).hasMessage("must be one of low, very_high");
    }

    @Test
    void reads_a_uri_and_refuses_another_text() throws Refusal {
        assertThat(convert(URI.class, "https://contentmax.ai")).isEqualTo(URI.create("https://contentmax.ai"));
        assertRefused(URI.class, "https://content max.ai");
    }

    private static void assertRefused(Class<?> type, String text) {
        assertThatThrownBy(() -> convert(type, text))
                .isInstanceOf(Refusal.class)
                .hasNoCause();
    }

    private static Object convert(Class<?> type, String text) throws Refusal {
        return Converters.of(type, Optional.empty()).orElseThrow().convert(text);
    }
}
