package dev.seaworthy.core.config;

import dev.seaworthy.core.config.source.Lookup;
import dev.seaworthy.core.config.source.Source;
import dev.seaworthy.core.config.value.Stage;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a load is done, as its builder was told. */
record Rules(
        @Nullable Stage stage,
        boolean expandsReferences,
        boolean takesDotEnvInProduction,
        boolean takesStageFromDotEnv,
        boolean goesOnInDevelopment,
        Set<String> prefixes,
        Set<String> ignored) {

    Rules {
        prefixes = Set.copyOf(prefixes);
        ignored = Set.copyOf(ignored);
    }

    /** A variable that is declared itself, or that is for someone else, names no file of another one's value. */
    Lookup lookup(Schema<?> schema, List<Source> sources) {
        return new Lookup(sources, name -> schema.setting(name).isPresent() || ignored.contains(name));
    }
}
