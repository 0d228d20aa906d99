package dev.seaworthy.core.config.generate;

import dev.seaworthy.core.config.Rule;
import dev.seaworthy.core.config.Schema;
import dev.seaworthy.core.config.Setting;
import dev.seaworthy.core.config.value.Stage;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The rules between variables in JSON Schema; it takes whatever the loader takes, and a little more. */
final class Dependencies {
    private final Schema<?> schema;
    private final Requirements requirements;

    Dependencies(Schema<?> schema, Requirements requirements) {
        this.schema = schema;
        this.requirements = requirements;
    }

    /** By variable, what must be set when it is. */
    Map<String, Set<String>> required() {
        Map<String, Set<String>> required = new LinkedHashMap<>();
        for (Setting<?> setting : schema.settings()) {
            List<String> others = requirements.optionalRecord(setting.name());
            if (setting.isRequiredIn(Stage.PRODUCTION)) {
                others.forEach(other -> add(required, other, List.of(setting.name())));
            }
        }
        requirements
                .rules(Rule.AllOrNone.class)
                .map(Rule.AllOrNone::variables)
                .forEach(variables -> variables.forEach(variable -> add(required, variable, variables)));
        requirements
                .rules(Rule.RequiredWhen.class)
                .filter(rule -> rule.values().isEmpty())
                .forEach(rule -> add(required, rule.other(), List.of(rule.variable())));
        return required;
    }

    List<Object> conditions() {
        Stream<Object> byValue = requirements
                .rules(Rule.RequiredWhen.class)
                .filter(rule -> !rule.values().isEmpty())
                .map(this::byValue);
        Stream<Object> oneOf = requirements.rules(Rule.OneOf.class).map(this::oneOf);
        return Stream.concat(byValue, oneOf).toList();
    }

    /** Another spelling of the value, which the loader knows, is let pass. */
    private Object byValue(Rule.RequiredWhen rule) {
        Map<String, Object> condition = new LinkedHashMap<>();
        condition.put("properties", Map.of(rule.other(), Map.of("enum", rule.values())));
        if (!holdsByDefault(rule)) {
            condition.put("required", List.of(rule.other()));
        }
        return ifThen(condition, set(rule.variable()));
    }

    private boolean holdsByDefault(Rule.RequiredWhen rule) {
        return requirements.optionalRecord(rule.variable()).isEmpty()
                && schema.settings().stream()
                        .filter(setting -> setting.name().equals(rule.other()))
                        .flatMap(setting -> setting.defaultIn(Stage.PRODUCTION).stream())
                        .anyMatch(rule.values()::contains);
    }

    private Object oneOf(Rule.OneOf rule) {
        Object exactlyOne =
                Map.of("oneOf", rule.variables().stream().map(Dependencies::set).toList());
        List<String> optional = requirements.optionalRecord(rule.variables().get(0));
        return optional.isEmpty()
                ? exactlyOne
                : ifThen(
                        Map.of("anyOf", optional.stream().map(Dependencies::set).toList()), exactlyOne);
    }

    private static Object ifThen(Object condition, Object consequence) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("if", condition);
        tree.put("then", consequence);
        return tree;
    }

    private static Map<String, Object> set(String variable) {
        return Map.of("required", List.of(variable));
    }

    private static void add(Map<String, Set<String>> required, String variable, Collection<String> others) {
        others.stream()
                .filter(other -> !other.equals(variable))
                .forEach(other -> required.computeIfAbsent(variable, key -> new LinkedHashSet<>())
                        .add(other));
    }
}
