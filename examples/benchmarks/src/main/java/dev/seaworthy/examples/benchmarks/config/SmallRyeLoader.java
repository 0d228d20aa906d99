package dev.seaworthy.examples.benchmarks.config;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidator;
import jakarta.validation.Validator;
import java.util.Map;

/**
 * Builds a config of the environment alone, whose building maps and validates. The same work: nothing is discovered,
 * neither profiles nor expressions are read, and the classes generated for the mapping stay cached.
 */
final class SmallRyeLoader implements Loader<SmallRyeSettings> {
    private final BeanValidationConfigValidator validator;

    SmallRyeLoader() {
        Validator jakarta = PeerValidator.create();
        validator = () -> jakarta;
    }

    @Override
    public SmallRyeSettings load(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(environment, EnvConfigSource.ORDINAL))
                .withMapping(SmallRyeSettings.class)
                .withValidator(validator)
                .build()
                .getConfigMapping(SmallRyeSettings.class);
    }

    @Override
    public String summary(SmallRyeSettings settings) {
        return Loader.summary(settings.publicUrl(), settings.httpPort(), settings.httpRequestTimeout());
    }
}
