package dev.seaworthy.core.config;

import dev.seaworthy.core.config.value.Stage;
import java.util.List;
import java.util.stream.Stream;

/** The rules of one part, without those of the parts below. */
final class DeclaredRules {
    private DeclaredRules() {}

    static Stream<Rule> of(Part part) {
        List<String> variables = part.all().map(Setting::name).toList();
        Stream<Rule> optional =
                part.demand().optional() ? Stream.of(new Rule.OptionalRecord(variables)) : Stream.empty();
        Stream<Rule> required = Stream.concat(
                part.settings().stream().flatMap(DeclaredRules::requiredWhen),
                part.demand().conditions().stream().flatMap(condition -> demanded(part, condition)));
        Stream<Rule> related = part.relations().stream().map(DeclaredRules::of);
        return Stream.of(optional, required, related).flatMap(rules -> rules);
    }

    /** What a record that is asked for asks for in turn. */
    private static Stream<Rule> demanded(Part part, Condition when) {
        return part.settings().stream()
                .filter(setting -> setting.isRequiredIn(Stage.PRODUCTION))
                .map(setting -> new Rule.RequiredWhen(setting.name(), when.variable(), when.values()));
    }

    private static Stream<Rule> requiredWhen(Setting<?> setting) {
        return setting.presence().requiredWhen().stream()
                .map(when -> new Rule.RequiredWhen(setting.name(), when.variable(), when.values()));
    }

    private static Rule of(Relation relation) {
        return switch (relation.kind()) {
            case ONE_OF -> new Rule.OneOf(relation.variables());
            case ALL_OR_NONE -> new Rule.AllOrNone(relation.variables());
        };
    }
}
