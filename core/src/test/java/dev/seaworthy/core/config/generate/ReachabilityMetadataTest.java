package dev.seaworthy.core.config.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.config.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReachabilityMetadataTest {
    record Root(Inner inner, Optional<Inner> other) {}

    record Inner(String text) {}

    @Test
    void names_each_record_once() {
        assertThat(YamlReader.documents(Document.NATIVE_IMAGE.of(Schema.of(Root.class))))
                .containsExactly(Map.of("reflection", List.of(record(Root.class), record(Inner.class))));
    }

    private static Map<String, Object> record(Class<?> type) {
        return Map.of(
                "type", type.getName(),
                "allDeclaredConstructors", true,
                "allDeclaredFields", true,
                "allDeclaredMethods", true);
    }
}
