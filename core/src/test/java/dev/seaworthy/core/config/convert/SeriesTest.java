package dev.seaworthy.core.config.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.config.annotation.Separator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesTest {
    record Shapes(
            List<Integer> numbers,
            List<String> texts,
            Set<Duration> pauses,
            Set<Secret> secrets,
            Map<String, String> pairs,
            @Separator("\n") List<Path> lines,
            @Separator(value = ";", keyValue = "->") Map<Integer, Boolean> flags) {}

    @Test
    void reads_elements_in_order_without_the_white_space_around_them() throws Refusal {
        assertThat(read("numbers", "3, 1 ,2")).isEqualTo(List.of(3, 1, 2));
        assertThat(((Set<?>) read("pauses", "2s,1s,3s")).toString()).isEqualTo("[PT2S, PT1S, PT3S]");
        assertThat(((Map<?, ?>) read("pairs", "b=2, a = 1=1")).entrySet().toString())
                .isEqualTo("[b=2, a=1=1]");
    }

    @Test
    void reads_nothing_as_nothing() throws Refusal {
        assertThat(read("numbers", "")).isEqualTo(List.of());
        assertThat(read("secrets", "")).isEqualTo(Set.of());
        assertThat(read("pairs", "")).isEqualTo(Map.of());
    }

    @Test
    void reads_separators_of_choice() throws Refusal {
        assertThat(read("lines", "/a,b\n/c\n/d")).isEqualTo(List.of(Path.of("/a,b"), Path.of("/c"), Path.of("/d")));
        assertThat(read("flags", "1->yes; 2 -> no")).isEqualTo(Map.of(1, true, 2, false));
    }

    @Test
    void takes_an_escaped_separator_as_text() throws Refusal {
        assertThat(read("texts", "a\\,b,c\\\\,d")).isEqualTo(List.of("a,b", "c\\", "d"));
        assertThat(read("pairs", "a\\=b=c\\,d,e=\\\\")).isEqualTo(Map.of("a=b", "c,d", "e", "\\"));
    }

    @Test
    void cannot_be_changed() throws Refusal {
        List<?> numbers = (List<?>) read("numbers", "1,2");
        Set<?> secrets = (Set<?>) read("secrets", "a,b");
        Map<?, ?> pairs = (Map<?, ?>) read("pairs", "a=1");

        assertThatThrownBy(() -> numbers.remove(0)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(secrets::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(pairs::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "numbers | 1,x,3 | element 2 must be a whole number from -2147483648 to 2147483647, in digits",
                "numbers | 1,,3  | must have no empty element; number 2 is",
                "numbers | 1,    | must have no empty element; number 2 is",
                "numbers | ,     | must have no empty element; number 1 is",
                "texts   | a\\b  | must have \\ before a separator or another \\ alone",
                "texts   | a\\   | must have \\ before a separator or another \\ alone",
                "texts   | a\\=b | must have \\ before a separator or another \\ alone",
                "pauses  | 60s,1m | must hold no element twice; number 2 is",
                "secrets | a,b,a | must hold no element twice; number 3 is",
                "pairs   | a=1,a=2 | must hold no key twice; that of entry 2 is",
                "pairs   | a=1,b | entry 2 must be key=value",
                "pairs   | a=1,b= | must have no empty element; number 2 is",
                "pairs   | =1    | must have no empty element; number 1 is",
                "flags   | 1->2  | the value of entry 1 must be true or false (also 1/0, yes/no, on/off, y/n, "
                        + "enabled/disabled, t/f)",
                "flags   | a->no | the key of entry 1 must be a whole number from -2147483648 to 2147483647, in digits",
            })
    void refuses_what_is_not_whole(String name, String text, String rule) {
        assertThatThrownBy(() -> read(name, text)).isInstanceOf(Refusal.class).hasMessage(rule);
    }

    @Test
    void has_a_bound_that_keeps_comparing_secrets_short() {
        String many = IntStream.range(0, 1025).mapToObj(Integer::toString).collect(Collectors.joining(","));

        assertThatThrownBy(() -> read("secrets", many)).hasMessage("must have at most 1024 elements");
    }

    @Test
    void tells_its_form() {
        assertThat(Every.type(Shapes.class, "numbers").label()).isEqualTo("list of integer");
        assertThat(Every.type(Shapes.class, "numbers").rule())
                .startsWith("must be a list with \",\" between its elements; each must be a whole number");
        assertThat(Every.type(Shapes.class, "flags").rule())
                .startsWith("must be key->value with \";\" between them; each key must be");
        assertThat(Every.type(Shapes.class, "flags").example()).contains("10->true");
    }

    private static Object read(String name, String text) throws Refusal {
        return Every.type(Shapes.class, name).convert(text);
    }
}
