package dev.seaworthy.core.database.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdentifierTest {
    @Test
    void a_name_is_quoted() {
        assertThat(Identifier.quote("Con\"tent")).isEqualTo("\"Con\"\"tent\"");
    }

    @Test
    void a_suffix_stays_where_there_is_room() {
        assertThat(Identifier.withSuffix("content_archive", "_2024_q1")).isEqualTo("content_archive_2024_q1");
    }

    @Test
    void long_names_are_cut_and_stay_apart() {
        String one = Identifier.withSuffix("é".repeat(30) + "a", "_2024_q1");
        String other = Identifier.withSuffix("é".repeat(30) + "b", "_2024_q1");

        assertThat(one).matches(Identifier::fits).endsWith("_2024_q1").isNotEqualTo(other);
    }

    @Test
    void a_cut_falls_between_characters() {
        assertThat(Identifier.withSuffix("😀".repeat(20), "_2024_q1"))
                .matches(Identifier::fits)
                .startsWith("😀😀");
    }

    @Test
    void a_literal_means_itself() {
        assertThat(Literal.quote("it's")).isEqualTo("'it''s'");
        assertThat(Literal.quote("a\\'b")).isEqualTo("E'a\\\\''b'");
    }
}
