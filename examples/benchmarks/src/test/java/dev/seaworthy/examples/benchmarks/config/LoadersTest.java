package dev.seaworthy.examples.benchmarks.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Named.named;

import dev.seaworthy.core.Secret;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The loaders that are compared do the same work. */
class LoadersTest {
    static final List<Named<Loader<?>>> LOADERS = List.of(
            named("Seaworthy", new SeaworthyLoader()),
            named("SmallRye Config", new SmallRyeLoader()),
            named("Spring Boot, through setters", SpringLoader.ofBean()),
            named("Spring Boot, through the constructor", SpringLoader.ofRecord()));

    /** A value that breaks the constraint of its variable; of the last two, one that can't be converted. */
    private static final Map<String, String> BROKEN = Map.ofEntries(
            Map.entry("SERVICE_NAME", "ab"),
            Map.entry("SUPPORT_EMAIL", "support"),
            Map.entry("HTTP_PORT", "65536"),
            Map.entry("HTTP_THREADS", "0"),
            Map.entry("HTTP_MAX_BODY_BYTES", "-1"),
            Map.entry("DATABASE_USER", "u".repeat(64)),
            Map.entry("DATABASE_PASSWORD", "short"),
            Map.entry("DATABASE_POOL_SIZE", "101"),
            Map.entry("STORE_BUCKET", "Shop"),
            Map.entry("STORE_REGION", "eu"),
            Map.entry("STORE_ACCESS_KEY", "short"),
            Map.entry("STORE_SECRET_KEY", "short"),
            Map.entry("STORE_PART_BYTES", "5242879"),
            Map.entry("MAIL_FROM", "orders"),
            Map.entry("MAIL_PER_MINUTE", "0"),
            Map.entry("PAYMENT_PUBLISHABLE_KEY", "sk_live"),
            Map.entry("PAYMENT_SECRET_KEY", "short"),
            Map.entry("PAYMENT_RETRIES", "-1"),
            Map.entry("SESSION_SECRET", "short"),
            Map.entry("RATE_LIMIT_REQUESTS", "0"),
            Map.entry("HTTP_REQUEST_TIMEOUT", "soon"),
            Map.entry("LOG_LEVEL", "LOUD"));

    @ParameterizedTest
    @FieldSource("LOADERS")
    void a_loader_yields_the_same_forty_values(Loader<?> loader) {
        Map<String, Object> values = values(loader.load(Variables.VALID));

        assertThat(values).hasSize(40).isEqualTo(values(new SeaworthyLoader().load(Variables.VALID)));
    }

    @ParameterizedTest
    @FieldSource("LOADERS")
    void a_loader_sums_up_what_it_read(Loader<?> loader) {
        assertThat(loader.loadAndSummarize(Variables.VALID)).isEqualTo(Variables.SUMMARY);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void a_loader_refuses_a_broken_value(Loader<?> loader, String variable, String value) {
        Map<String, String> environment = new HashMap<>(Variables.VALID);
        environment.put(variable, value);

        assertThatThrownBy(() -> loader.load(environment)).isInstanceOf(RuntimeException.class);
    }

    static Stream<Arguments> refusals() {
        return LOADERS.stream()
                .flatMap(loader -> BROKEN.entrySet().stream()
                        .map(broken -> Arguments.of(loader, broken.getKey(), broken.getValue())));
    }

    /** What was read, secrets revealed, by the name of the setting. */
    private static Map<String, Object> values(Object settings) {
        return Arrays.stream(SeaworthySettings.class.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toMap(name -> name, name -> value(settings, name)));
    }

    private static Object value(Object settings, String name) {
        try {
            Object value = settings instanceof SpringBeanSettings
                    ? SpringBeanSettings.class.getDeclaredField(name).get(settings)
                    : accessors(settings).getDeclaredMethod(name).invoke(settings);
            return value instanceof Secret secret ? secret.reveal() : value;
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static Class<?> accessors(Object settings) {
        return settings instanceof SmallRyeSettings ? SmallRyeSettings.class : settings.getClass();
    }
}
