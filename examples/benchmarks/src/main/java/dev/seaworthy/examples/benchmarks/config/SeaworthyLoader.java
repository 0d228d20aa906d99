package dev.seaworthy.examples.benchmarks.config;

import dev.seaworthy.core.config.EnvironmentConfig;
import java.util.Map;

/** Loads as the README shows. */
final class SeaworthyLoader implements Loader<SeaworthySettings> {
    @Override
    public SeaworthySettings load(Map<String, String> environment) {
        return EnvironmentConfig.of(SeaworthySettings.class)
                .environment(environment)
                .load()
                .values();
    }

    @Override
    public String summary(SeaworthySettings settings) {
        return Loader.summary(settings.publicUrl(), settings.httpPort(), settings.httpRequestTimeout());
    }
}
