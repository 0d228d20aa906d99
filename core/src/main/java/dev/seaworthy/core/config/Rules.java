package dev.seaworthy.core.config;

import dev.seaworthy.core.config.value.Stage;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a load is done, as its builder was told. */
record Rules(
        @Nullable Stage stage,
        boolean expandsReferences,
        boolean takesDotEnvInProduction,
        boolean goesOnInDevelopment,
        Set<String> prefixes,
        Set<String> ignored) {}
