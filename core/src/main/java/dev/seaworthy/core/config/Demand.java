package dev.seaworthy.core.config;

import dev.seaworthy.core.config.value.Stage;
import java.util.List;
import java.util.Set;

/** When a record must be there though none of its variables is set. */
record Demand(boolean optional, Set<Stage> stages, List<Condition> conditions) {
    static final Demand ALWAYS = new Demand(false, Set.of(), List.of());

    Demand {
        stages = Set.copyOf(stages);
        conditions = List.copyOf(conditions);
        if (!optional && !(stages.isEmpty() && conditions.isEmpty())) {
            throw new IllegalArgumentException("what a stage or another variable asks for is Optional elsewhere");
        }
    }
}
