package dev.seaworthy.core.config;

import dev.seaworthy.core.config.problem.Problem;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a load has to tell without failing. Loaded only then: a logger takes its time to start. */
final class Log {
    private static final Logger LOGGER = LoggerFactory.getLogger(EnvironmentConfig.class);

    private Log() {}

    static void warnsOf(List<Problem> warnings) {
        LOGGER.warn("The environment was read, but:{}", Report.groups(warnings));
    }

    static void goesOnWith(List<Problem> problems) {
        LOGGER.warn(
                "The environment has problems, and development goes on without these values:{}",
                Report.groups(problems));
    }

    static void listenerFailed(String variable, RuntimeException failure) {
        LOGGER.warn(
                "A listener of {} failed on its new value: {}",
                variable,
                failure.getClass().getName());
    }
}
