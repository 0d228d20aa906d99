package dev.seaworthy.examples.benchmarks.config;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * One library's way from an environment to validated, typed settings. What its users build once per process, its
 * constructor builds; the rest is {@link #load}.
 */
interface Loader<T> {
    /** Fails with the library's own exception when a value can't be converted or breaks a constraint. */
    T load(Map<String, String> environment);

    String summary(T settings);

    default String loadAndSummarize(Map<String, String> environment) {
        return summary(load(environment));
    }

    static String summary(URI publicUrl, int httpPort, Duration httpRequestTimeout) {
        return publicUrl + " " + httpPort + " " + httpRequestTimeout;
    }
}
