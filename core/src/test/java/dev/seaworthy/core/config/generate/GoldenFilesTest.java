package dev.seaworthy.core.config.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.config.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The documents as they are, byte for byte; {@code -Dseaworthy.golden=accept} writes them anew. */
class GoldenFilesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/dev/seaworthy/core/config/generate");

    private static final Schema<ShopSettings> SCHEMA = Schema.of(ShopSettings.class);

    @BeforeAll
    static void accept() {
        if ("accept".equals(System.getProperty("seaworthy.golden"))) {
            for (Document document : Document.values()) {
                document.writeTo(golden(document), SCHEMA);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void writes_what_was_accepted(Document document) throws IOException {
        assertThat(document.of(SCHEMA)).isEqualTo(Files.readString(golden(document)));
    }

    private static Path golden(Document document) {
        return GOLDEN.resolve(document.name().toLowerCase(Locale.ROOT) + ".golden");
    }
}
