package dev.seaworthy.core.config.generate;

import dev.seaworthy.core.config.value.Stage;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Stages in words. */
final class Stages {
    private Stages() {}

    /** Such as {@code in test and production}; empty for all of them. */
    static String in(Collection<Stage> stages) {
        return stages.size() == Stage.values().length
                ? ""
                : stages.stream()
                        .map(stage -> stage.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(" and ", " in ", ""));
    }
}
