package dev.seaworthy.backup.database.postgres.program;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NamePatternTest {
    @Test
    void quotes_what_it_can() {
        assertThat(NamePattern.of("public", "Odd \"name\".*\tx")).isEqualTo("\"public\".\"Odd \"\"name\"\".*\tx\"");
    }

    @Test
    void escapes_what_is_not_ascii_by_its_number_outside_of_the_quotes() {
        assertThat(NamePattern.of("Häfen", "😀1")).isEqualTo("\"H\"(\\xe4)\"fen\".\"\"(\\x1f600)\"1\"");
    }

    @Test
    void knows_what_is_plain() {
        assertThat(NamePattern.isPlain("a b\"c\t~")).isTrue();
        assertThat(NamePattern.isPlain("\u0080")).isFalse();
    }
}
