package dev.seaworthy.core.config.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.config.constraint.WebUrl;
import jakarta.validation.Constraint;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What our jar tells GraalVM; to mend it, add what the failure names. */
class ShippedMetadataTest {
    private static final String SHIPPED =
            "/META-INF/native-image/dev.seaworthy/seaworthy-core/reachability-metadata.json";

    @Test
    void our_own_is_shipped_for_every_constraint() throws Exception {
        Map<?, ?> shipped = (Map<?, ?>) YamlReader.documents(shipped()).get(0);

        Stream<Object> extractor = Stream.of(Map.of("type", "dev.seaworthy.core.config.SecretExtractor"));
        List<Object> expected = Stream.concat(extractor, constraints().stream().flatMap(ShippedMetadataTest::entries))
                .toList();
        assertThat(expected).hasSizeGreaterThan(2);
        assertThat((List<?>) shipped.get("reflection"))
                .as("what Hibernate Validator reaches by reflection in " + SHIPPED)
                .isEqualTo(expected);
    }

    /** It reads the elements of the annotation, and makes each validator of it. */
    private static Stream<Object> entries(Class<?> constraint) {
        Stream<Object> annotation = Stream.of(Map.of("type", constraint.getName(), "allDeclaredMethods", true));
        Stream<Object> validators = Arrays.stream(
                        constraint.getAnnotation(Constraint.class).validatedBy())
                .map(validator -> Map.of(
                        "type", validator.getName(),
                        "methods", List.of(Map.of("name", "<init>", "parameterTypes", List.of()))));
        return Stream.concat(annotation, validators);
    }

    private static List<Class<?>> constraints() throws IOException, URISyntaxException {
        Path classes = Path.of(
                WebUrl.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path folder = classes.resolve(WebUrl.class.getPackageName().replace('.', '/'));
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
                    .sorted()
                    .<Class<?>>map(ShippedMetadataTest::load)
                    .filter(type -> type.isAnnotationPresent(Constraint.class))
                    .toList();
        }
    }

    private static Class<?> load(String file) {
        try {
            return Class.forName(WebUrl.class.getPackageName() + "." + file.replaceFirst("\\.class$", ""));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(file, e);
        }
    }

    private static String shipped() throws IOException {
        try (InputStream in = ShippedMetadataTest.class.getResourceAsStream(SHIPPED)) {
            assertThat(in).as(SHIPPED).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
