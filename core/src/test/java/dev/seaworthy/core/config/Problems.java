package dev.seaworthy.core.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.seaworthy.core.config.problem.Problem;
import java.util.List;
import java.util.Map;

/** What is wrong with an environment, for tests. */
final class Problems {
    private Problems() {}

    /** Each as {@code code subject}. */
    static List<String> of(EnvironmentConfig.Builder<?> config) {
        return all(config).stream()
                .map(problem -> problem.code() + " " + problem.subject())
                .toList();
    }

    static List<String> of(Class<?> type, Map<String, String> environment) {
        return of(EnvironmentConfig.of(type).environment(environment));
    }

    /** None if it loads. */
    static List<Problem> all(EnvironmentConfig.Builder<?> config) {
        ConfigException thrown = catchThrowableOfType(ConfigException.class, config::load);
        return thrown == null ? List.of() : thrown.problems();
    }

    static Problem only(EnvironmentConfig.Builder<?> config) {
        List<Problem> all = all(config);
        if (all.size() != 1) {
            throw new AssertionError("Not one problem: " + all);
        }
        return all.get(0);
    }
}
