package dev.seaworthy.cdn.probe.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8941, sections 3 and 4.2. */
class StructuredFieldTest {
    @Test
    void reads_each_type_of_item() {
        List<Item> items = StructuredField.list(
                        "sugar, \"rum \\\"\\\\\", -42, 4.500, :cHJl:, ?1, ?0, *x/y:z, 999999999999999")
                .orElseThrow();

        assertThat(items)
                .extracting(Item::value)
                .containsExactly(
                        new Item.Token("sugar"),
                        "rum \"\\",
                        -42L,
                        new BigDecimal("4.500"),
                        new Item.Bytes("cHJl"),
                        true,
                        false,
                        new Item.Token("*x/y:z"),
                        999_999_999_999_999L);
    }

    @Test
    void reads_parameters_and_inner_lists() {
        List<Item> items =
                StructuredField.list("abc;a=1;b=2; c, (d \"e\";f );g=?0 ,\t()").orElseThrow();

        assertThat(items.get(0).parameters()).isEqualTo(Map.of("a", 1L, "b", 2L, "c", true));
        assertThat(items.get(1).value())
                .isEqualTo(List.of(new Item(new Item.Token("d"), Map.of()), new Item("e", Map.of("f", true))));
        assertThat(items.get(1).parameters()).isEqualTo(Map.of("g", false));
        assertThat(items.get(2).value()).isEqualTo(List.of());
    }

    @Test
    void reads_a_dictionary_of_which_the_last_of_a_name_counts() {
        assertThat(StructuredField.dictionary("a=1, b;x, a=?0"))
                .contains(Map.of("a", new Item(false, Map.of()), "b", new Item(true, Map.of("x", true))));
    }

    @Test
    void the_last_parameter_of_a_name_counts() {
        assertThat(StructuredField.list("a;x=1;x=2").orElseThrow().get(0).parameters())
                .isEqualTo(Map.of("x", 2L));
    }

    @Test
    void nothing_is_an_empty_list() {
        assertThat(StructuredField.list("  ")).contains(List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",",
                "a,",
                "a,,b",
                ", a",
                "a b",
                "a;",
                "a;B",
                "a; =1",
                "a;x=",
                "\"open",
                "\"bad\\x\"",
                "\"\u0007\"",
                "\"\u00e9\"",
                "?2",
                "?",
                ":a!:",
                ":a",
                "-",
                "--1",
                "1.",
                ".1",
                "1.2345",
                "1234567890123.1",
                "1234567890123456",
                "(a",
                "(a,b)",
                "(a\"b\")",
                "((a))",
                "a;x=(b)",
                "é",
                "@1659578233",
                "a\u000bb"
            })
    void what_is_not_wholly_right_is_none(String text) {
        assertThat(StructuredField.list(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"A=1", "=1", "a=", "a=1,", "a=1 b=2", "1=a", "\"a\"=1"})
    void what_is_not_wholly_a_dictionary_is_none(String text) {
        assertThat(StructuredField.dictionary(text)).isEmpty();
    }

    @Test
    void a_field_that_is_too_long_is_none() {
        assertThat(StructuredField.list("a" + "b".repeat(16_383))).isPresent();
        assertThat(StructuredField.list("a" + "b".repeat(16_384))).isEmpty();
    }

    @Test
    void nothing_makes_it_throw() {
        Random random = new Random(8941);
        String letters = "aZ09-_.*;=,\"\\():?/ \t\u0000é%";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(14); length > 0; length--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            assertThat(StructuredField.list(text.toString())).isNotNull();
            assertThat(StructuredField.dictionary(text.toString())).isNotNull();
            assertThat(CacheControl.read(text.toString())).isNotNull();
            assertThat(CacheStatus.read(text.toString())).isNotNull();
        }
    }
}
