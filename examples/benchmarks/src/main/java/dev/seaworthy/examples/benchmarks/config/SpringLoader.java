package dev.seaworthy.examples.benchmarks.config;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.validation.Validator;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;

/**
 * Binds the environment alone, without an application context. The same work: no placeholder is resolved, Spring's
 * shared conversions stay cached, and the settings are validated once, whole, as Spring Boot does. Less is asked of it
 * in one thing: that a variable is missing is no error, as nothing is {@code @NotNull}.
 */
final class SpringLoader<T> implements Loader<T> {
    private final Bindable<T> target;
    private final Validator validator;
    private final Function<T, String> summary;

    private SpringLoader(Class<T> type, Function<T, String> summary) {
        target = Bindable.of(type);
        validator = Validator.forType(type, new SpringValidatorAdapter(PeerValidator.create())::validate);
        this.summary = summary;
    }

    /** Binds through setters, the faster of Spring's ways: it reads the class once. */
    static SpringLoader<SpringBeanSettings> ofBean() {
        return new SpringLoader<>(
                SpringBeanSettings.class,
                settings -> Loader.summary(settings.publicUrl, settings.httpPort, settings.httpRequestTimeout));
    }

    /** Binds through the constructor, the nearest to Seaworthy's: it reads the annotations at each load. */
    static SpringLoader<SpringRecordSettings> ofRecord() {
        return new SpringLoader<>(
                SpringRecordSettings.class,
                settings -> Loader.summary(settings.publicUrl(), settings.httpPort(), settings.httpRequestTimeout()));
    }

    @Override
    public T load(Map<String, String> environment) {
        // only under this name does Binder read UPPER_SNAKE names
        var source = new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Collections.unmodifiableMap(environment));
        return new Binder(Objects.requireNonNull(ConfigurationPropertySource.from(source)))
                .bind(ConfigurationPropertyName.EMPTY, target, new ValidationBindHandler(validator))
                .get();
    }

    @Override
    public String summary(T settings) {
        return summary.apply(settings);
    }
}
