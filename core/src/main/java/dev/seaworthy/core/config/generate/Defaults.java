package dev.seaworthy.core.config.generate;

import dev.seaworthy.core.config.Setting;
import dev.seaworthy.core.config.value.Stage;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What stands for a variable that is missing; of a secret, only that something does. */
final class Defaults {
    private static final String HIDDEN = "(set)";

    private Defaults() {}

    /** Empty for a secret. */
    static Optional<String> shown(Setting<?> setting, Stage stage) {
        return setting.isSecret() ? Optional.empty() : setting.defaultIn(stage);
    }

    /** The one that counts in every stage. */
    static Optional<String> everywhere(Setting<?> setting) {
        Map<String, List<Stage>> byText = byText(setting);
        return shown(setting, Stage.PRODUCTION)
                .filter(text -> byText.getOrDefault(text, List.of()).size() == Stage.values().length);
    }

    /** Such as {@code 1 in development, 2 in test and production}; empty if there is none. */
    static String inWords(Setting<?> setting, UnaryOperator<String> written) {
        UnaryOperator<String> shown = setting.isSecret() ? text -> HIDDEN : written;
        return byText(setting).entrySet().stream()
                .map(entry -> shown.apply(entry.getKey()) + Stages.in(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** One that says more than the name of the type, and nothing of what a secret is by default. */
    static Optional<String> example(Setting<?> setting) {
        return setting.example()
                .filter(example -> !example.equals(setting.type()))
                .filter(example -> !setting.isSecret() || !texts(setting).anyMatch(example::contains));
    }

    private static Map<String, List<Stage>> byText(Setting<?> setting) {
        return Arrays.stream(Stage.values())
                .filter(stage -> setting.defaultIn(stage).isPresent())
                .collect(Collectors.groupingBy(
                        stage -> setting.isSecret()
                                ? HIDDEN
                                : setting.defaultIn(stage).orElseThrow(),
                        LinkedHashMap::new,
                        Collectors.toList()));
    }

    private static Stream<String> texts(Setting<?> setting) {
        return Arrays.stream(Stage.values()).flatMap(stage -> setting.defaultIn(stage).stream());
    }
}
