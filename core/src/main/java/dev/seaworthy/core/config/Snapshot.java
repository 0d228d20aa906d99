package dev.seaworthy.core.config;

import dev.seaworthy.core.config.problem.Problem;
import dev.seaworthy.core.config.value.Stage;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one load has read. Immutable.
 *
 * @param values empty if not every value is usable
 * @param known whether the stage was told, rather than taken for production
 */
record Snapshot<T>(
        Optional<T> values, Stage stage, boolean known, Map<String, Reading> readings, List<Problem> problems) {

    boolean isUsable() {
        return problems.stream().allMatch(problem -> problem.code().isWarning());
    }

    /** Whether the load may go on in spite of its problems. */
    boolean isDevelopment() {
        return known && stage == Stage.DEVELOPMENT;
    }

    List<Problem> warnings() {
        return problems.stream().filter(problem -> problem.code().isWarning()).toList();
    }

    Reading reading(String variable) {
        return Objects.requireNonNull(readings.get(variable), variable);
    }

    Set<String> changedFrom(Snapshot<T> earlier) {
        return readings.keySet().stream()
                .filter(name ->
                        !reading(name).text().equals(earlier.reading(name).text()))
                .collect(Collectors.toUnmodifiableSet());
    }

    Object get(Schema<T> schema, Accessors.Named named) {
        List<RecordPart> parts = schema.part()
                .everywhere()
                .filter(RecordPart.class::isInstance)
                .map(RecordPart.class::cast)
                .filter(part -> part.type().getName().equals(named.type()))
                .toList();
        if (parts.size() != 1) {
            throw new IllegalArgumentException(
                    schema.name() + (parts.isEmpty() ? " has no record " : " has more than one ") + named.type());
        }
        return parts.get(0)
                .value(named.component(), Findings.of(readings), stage)
                .orElseThrow(() -> new ConfigException(problems));
    }
}
