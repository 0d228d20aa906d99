package dev.seaworthy.core.config;

import dev.seaworthy.core.config.source.Source;
import java.util.Set;
import java.util.function.Supplier;

/** How a source is opened anew for each load. */
@FunctionalInterface
interface Opening {
    /** Opens it, given what no earlier source holds. */
    Source open(Supplier<Set<String>> missing);
}
