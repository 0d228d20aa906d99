package dev.seaworthy.backup.database.postgres.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaFilterTest {
    @Test
    void a_star_stands_for_any_characters_for_the_program_and_for_the_server() {
        SchemaFilter filter = new SchemaFilter(List.of("Sales_*", "audit"));

        assertThat(filter.arguments()).containsExactly("--exclude-schema=\"Sales_\"*", "--exclude-schema=\"audit\"");
        assertThat(filter.accepts("n.nspname"))
                .endsWith("AND n.nspname NOT LIKE 'Sales\\_%' AND n.nspname NOT LIKE 'audit'");
    }

    /** The bytes of an argument depend on the locale of the JVM: such a schema would be dumped without a word. */
    @ParameterizedTest
    @ValueSource(strings = {"b\u00fccher", "a\"b", "a'b", "a\\b", "a\nb", ""})
    void a_name_that_does_not_reach_the_program_unharmed_is_refused(String name) {
        assertThatThrownBy(() -> new SchemaFilter(List.of(name)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a schema to leave out must be named in ASCII without quotes, with * for any other"
                        + " character: " + name);
    }
}
