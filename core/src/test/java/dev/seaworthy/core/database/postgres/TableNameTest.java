package dev.seaworthy.core.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableNameTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "content, public, content",
                "app.Content, app, Content",
                "app.\"a.b\", app, a.b",
                "\"a\"\"b\".c, a\"b, c"
            })
    void is_read_as_the_catalog_spells_it(String text, String schema, String name) {
        assertThat(TableName.of(text)).isEqualTo(new TableName(schema, name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b.c", ".a", "a.", "\"a", "a\0b"})
    void refuses_what_is_no_name(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TableName.of(text))
                .withMessageStartingWith("table name ");
    }

    @Test
    void refuses_a_name_that_postgresql_would_cut() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TableName.of("a".repeat(64)))
                .withMessageContaining("63 bytes");
    }

    @Test
    void is_quoted_for_sql() {
        assertThat(TableName.of("app.Content").sql()).isEqualTo("\"app\".\"Content\"");
    }
}
