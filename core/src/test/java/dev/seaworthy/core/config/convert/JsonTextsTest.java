package dev.seaworthy.core.config.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.config.annotation.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextsTest {
    record Plan(String name, int seats, Optional<Duration> trial) {}

    record Picky(int even) {
        Picky {
            if (even % 2 != 0) {
                throw new IllegalArgumentException("not even: " + even);
            }
        }
    }

    record Endless(Endless again) {}

    record Shapes(
            @Json Plan plan,
            @Json List<Plan> plans,
            @Json Map<String, Plan> byName,
            @Json Picky picky,
            @Json Endless endless,
            @Json Map<String, List<Optional<Secret>>> hidden,
            @Json Secret[] keys,
            @Json Runnable action) {}

    @Test
    void reads_records_lists_and_maps() throws Refusal {
        Plan plan = new Plan("pro", 5, Optional.of(Duration.ofDays(1)));
        String json = "{\"name\": \"pro\", \"seats\": 5, \"trial\": \"PT24H\"}";

        assertThat(read("plan", json)).isEqualTo(plan);
        assertThat(read("plans", "[" + json + "]")).isEqualTo(List.of(plan));
        assertThat(read("byName", "{\"a\": " + json + "}")).isEqualTo(Map.of("a", plan));
    }

    @Test
    void gives_lists_and_maps_that_cannot_be_changed() throws Refusal {
        List<?> plans = (List<?>) read("plans", "[]");
        Map<?, ?> byName = (Map<?, ?>) read("byName", "{}");

        assertThatThrownBy(() -> plans.add(null)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(byName::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void says_where_it_failed_and_nothing_of_what_is_there() {
        assertThatThrownBy(() -> read("plan", "{\"name\": \"s3cret\",\n  \"seats\": \"hunter2\"}"))
                .isInstanceOf(Refusal.class)
                .hasNoCause()
                .hasMessage("must be JSON of the declared form; see line 2, column 12");
    }

    @Test
    void refuses_what_the_records_own_constructor_refuses() {
        assertThatThrownBy(() -> read("picky", "{\"even\": 3}"))
                .isInstanceOf(Refusal.class)
                .hasNoCause();
    }

    @Test
    void has_an_example_where_it_finds_one() {
        assertThat(Every.type(Shapes.class, "plan").example()).contains("{\"name\":\"text\",\"seats\":10}");
        assertThat(Every.type(Shapes.class, "picky").example()).contains("{\"even\":10}");
        assertThat(Every.type(Shapes.class, "endless").example()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hidden", "keys"})
    void is_secret_where_a_secret_is_deep_inside(String name) {
        assertThat(Every.type(Shapes.class, name).secret()).isTrue();
        assertThat(Every.type(Shapes.class, name).example()).isEmpty();
    }

    @Test
    void refuses_the_declaration_of_what_jackson_cannot_make() {
        assertThatThrownBy(() -> Every.type(Shapes.class, "action"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("which can't be read from JSON");
    }

    private static Object read(String name, String text) throws Refusal {
        return Every.type(Shapes.class, name).convert(text);
    }
}
