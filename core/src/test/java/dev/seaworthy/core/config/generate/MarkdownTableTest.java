package dev.seaworthy.core.config.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.config.Schema;
import dev.seaworthy.core.config.Setting;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownTableTest {
    @Test
    void has_seven_cells_in_every_row() {
        List<String> lines =
                Document.MARKDOWN.of(Schema.of(ShopSettings.class)).lines().toList();

        assertThat(lines)
                .hasSize(32)
                .allSatisfy(line -> assertThat(line.split("(?<!\\\\)\\|", -1)).hasSize(9));
    }

    @Test
    void takes_the_meaning_of_markup_in_a_description_away() {
        assertThat(row(setting().description("a | `b` <c> *d* \\\n| e")))
                .endsWith("| a \\| \\`b\\` \\<c> \\*d\\* \\\\ \\| e |");
    }

    @Test
    void puts_more_backticks_around_a_value_than_it_holds() {
        assertThat(row(setting().defaultTo("a``b|c"))).contains("| ``` a``b\\|c ``` |");
    }

    private static Setting.Builder<String> setting() {
        return Setting.of("NAME", String.class);
    }

    private static String row(Setting.Builder<String> setting) {
        return Document.MARKDOWN.of(Schema.of(setting.build())).lines().toList().get(2);
    }
}
