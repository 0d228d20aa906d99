package dev.seaworthy.core.config.generate;

import dev.seaworthy.core.config.Rule;
import dev.seaworthy.core.config.Schema;
import dev.seaworthy.core.config.Setting;
import dev.seaworthy.core.config.value.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which variables of a schema must be set, and when. */
final class Requirements {
    private final Schema<?> schema;

    Requirements(Schema<?> schema) {
        this.schema = schema;
    }

    /** Whether it must be set in this stage, whatever else is. */
    boolean isRequiredIn(Setting<?> setting, Stage stage) {
        return setting.isRequiredIn(stage) && optionalRecord(setting.name()).isEmpty();
    }

    boolean isRequired(Setting<?> setting) {
        return Arrays.stream(Stage.values()).allMatch(stage -> isRequiredIn(setting, stage));
    }

    /**
     * The variables of the innermost nested record that holds it and may be absent; none if there is no such record.
     */
    List<String> optionalRecord(String variable) {
        return rules(Rule.OptionalRecord.class)
                .map(Rule.OptionalRecord::variables)
                .filter(variables -> variables.contains(variable))
                .reduce(List.of(), (outer, inner) -> inner);
    }

    /** Whether to set it to its default says more than to leave it out: others are then asked for. */
    boolean hasEffectWhenSet(Setting<?> setting) {
        return !optionalRecord(setting.name()).isEmpty()
                || rules(Rule.RequiredWhen.class)
                        .anyMatch(
                                rule -> rule.values().isEmpty() && rule.other().equals(setting.name()));
    }

    <R extends Rule> Stream<R> rules(Class<R> kind) {
        return schema.rules().stream().filter(kind::isInstance).map(kind::cast);
    }

    /** Such as {@code required in production; required when A is set}. */
    String inWords(Setting<?> setting) {
        List<String> words = new ArrayList<>();
        byItself(setting).ifPresent(words::add);
        setting.requiredWhen().forEach(condition -> words.add("required when " + condition));
        rules(Rule.OneOf.class)
                .map(Rule.OneOf::variables)
                .filter(variables -> variables.contains(setting.name()))
                .forEach(variables -> words.add("exactly one of " + String.join(", ", variables)));
        rules(Rule.AllOrNone.class)
                .map(Rule.AllOrNone::variables)
                .filter(variables -> variables.contains(setting.name()))
                .forEach(variables -> words.add("all or none of " + String.join(", ", variables)));
        return words.isEmpty() ? "optional" : String.join("; ", words);
    }

    private Optional<String> byItself(Setting<?> setting) {
        List<Stage> stages =
                Arrays.stream(Stage.values()).filter(setting::isRequiredIn).toList();
        List<String> record = optionalRecord(setting.name());
        if (stages.isEmpty() || record.equals(List.of(setting.name()))) {
            return Optional.empty();
        }
        String others = record.stream()
                .filter(variable -> !variable.equals(setting.name()))
                .collect(Collectors.joining(" or "));
        return Optional.of("required" + Stages.in(stages) + (others.isEmpty() ? "" : " when " + others + " is set"));
    }
}
