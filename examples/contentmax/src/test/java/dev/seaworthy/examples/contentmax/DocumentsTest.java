package dev.seaworthy.examples.contentmax;

import dev.seaworthy.core.config.Schema;
import dev.seaworthy.core.config.generate.Document;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code .env.example} says what the settings declare. */
class DocumentsTest {
    @Test
    void the_example_of_the_environment_is_current() {
        Document.DOT_ENV_EXAMPLE.requireCurrent(Path.of(".env.example"), Schema.of(Settings.class));
    }
}
