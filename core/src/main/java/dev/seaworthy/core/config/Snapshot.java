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
 * @param made the records that are usable, by their parts
 * @param known whether the stage was told, rather than taken for production
 */
record Snapshot<T>(
        Optional<T> values,
        Map<Part, Object> made,
        Stage stage,
        boolean known,
        Map<String, Reading> readings,
        List<Problem> problems) {

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

    /** One component of one record, made or not. */
    @SuppressWarnings("unchecked") // the accessor names the record and the component that are looked up
    <R extends Record, V> V get(Schema<T> schema, EnvironmentConfig.Accessor<R, V> accessor) {
        Accessors.Named named = Accessors.of(accessor);
        RecordPart part = part(schema, named.type());
        Object instance = made.get(part);
        return instance == null ? (V) component(part, named.component()) : accessor.apply((R) instance);
    }

    private static RecordPart part(Schema<?> schema, String type) {
        List<RecordPart> parts = schema.part()
                .everywhere()
                .filter(RecordPart.class::isInstance)
                .map(RecordPart.class::cast)
                .filter(part -> part.type().getName().equals(type))
                .toList();
        if (parts.size() != 1) {
            throw new IllegalArgumentException(
                    schema.name() + (parts.isEmpty() ? " has no record " : " has more than one ") + type);
        }
        return parts.get(0);
    }

    private Object component(RecordPart part, String component) {
        RecordPart.Slot slot = part.slot(component);
        if (slot instanceof RecordPart.Leaf leaf) {
            return reading(leaf.setting().name()).argument();
        }
        RecordPart nested = ((RecordPart.Branch) slot).part();
        Optional<Object> instance = Optional.ofNullable(made.get(nested));
        if (instance.isEmpty() && !isAbsent(nested)) {
            throw new ConfigException(problems);
        }
        return nested.demand().optional() ? instance : instance.orElseThrow();
    }

    private boolean isAbsent(RecordPart part) {
        return part.demand().optional()
                && part.all()
                        .map(setting -> reading(setting.name()))
                        .noneMatch(reading -> reading.isSet() || reading.isSpoiled());
    }
}
