package dev.seaworthy.core.config;

import dev.seaworthy.core.config.value.Stage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a variable may be missing, and what stands for it then. */
record Presence(
        boolean optional,
        boolean takesEmpty,
        @Nullable String defaultText,
        Map<Stage, String> stageDefaults,
        Set<Stage> requiredIn,
        List<Condition> requiredWhen) {
    Presence {
        stageDefaults = Map.copyOf(stageDefaults);
        requiredIn = Set.copyOf(requiredIn);
        requiredWhen = List.copyOf(requiredWhen);
        if (optional && (defaultText != null || !stageDefaults.isEmpty())) {
            throw new IllegalArgumentException("with a default it is never absent, so not Optional");
        }
        if (!optional && !(requiredIn.isEmpty() && requiredWhen.isEmpty())) {
            throw new IllegalArgumentException("what a stage or another variable asks for is Optional elsewhere");
        }
    }

    Optional<String> defaultIn(Stage stage) {
        return Optional.ofNullable(stageDefaults.getOrDefault(stage, defaultText));
    }

    boolean requiredIn(Stage stage) {
        return optional ? requiredIn.contains(stage) : defaultIn(stage).isEmpty();
    }
}
