package dev.seaworthy.core.config.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.config.Schema;
import dev.seaworthy.core.config.Setting;
import dev.seaworthy.core.config.dotenv.Dialect;
import dev.seaworthy.core.config.dotenv.DotEnv;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Descriptions, defaults and examples of everything that means something somewhere. */
class NastyTextTest {
    private static final List<String> WORDS = List.of(
            "a", "NAME=", " ", "\t", "\n", "\r", "\r\n", "'", "\"", "`", "``", "#", " #", "$", "${X}", "$$", "\\",
            "\\n", "{", "}", "|", "<!--", ":", ": ", "- ", "---", "---\n", "...", "?", "!", "%", "&", "*", "@", ",",
            "[", "]", "\u0000", "\u0007", "\u0085", "\u00A0", "\u2028", "\u202E", "\uFEFF", "\uFFFE", "é", "😀",
            "\uD83D", "\uDE00");

    @RepeatedTest(200)
    void breaks_no_document(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        String value = text(random);
        Schema<?> schema = Schema.of(
                Setting.of("FIRST", String.class)
                        .description(text(random))
                        .defaultTo(value)
                        .example(text(random))
                        .build(),
                Setting.of("SECOND", Integer.class).description(text(random)).build());

        for (Dialect dialect : Dialect.values()) {
            assertDotEnv(Document.DOT_ENV_EXAMPLE.of(schema).replaceAll("(?m)^# FIRST=", "FIRST="), value, dialect);
        }
        assertThat(Document.MARKDOWN.of(schema).split("\n"))
                .hasSize(4)
                .allSatisfy(row -> assertThat(row.split("(?<!\\\\)\\|", -1)).hasSize(9));
        assertThat(data(Document.KUBERNETES.of(schema)))
                .isEqualTo(value.isEmpty() ? Map.of("SECOND", "") : Map.of("FIRST", value, "SECOND", ""));
        assertThat(YamlReader.documents(Document.COMPOSE.of(schema))).hasSize(1);
    }

    private static void assertDotEnv(String text, String value, Dialect dialect) {
        DotEnv read = DotEnv.parse("example", text, dialect);

        assertThat(read.refusals()).isEmpty();
        assertThat(read.entries()).extracting(DotEnv.Entry::name).containsExactly("FIRST", "SECOND");
        assertThat(read.entries().get(0).value()).isIn(value, "");
    }

    private static Object data(String manifests) {
        List<Object> documents = YamlReader.documents(manifests);
        assertThat(documents).hasSize(1);
        return ((Map<?, ?>) documents.get(0)).get("data");
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(8), 0, WORDS.size())
                .mapToObj(WORDS::get)
                .collect(Collectors.joining());
    }
}
