package dev.seaworthy.core.config;

import dev.seaworthy.core.config.problem.Code;
import dev.seaworthy.core.config.problem.Problem;
import dev.seaworthy.core.config.value.Stage;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The settings of a record, and the records nested in it. Immutable. */
final class RecordPart implements Part {
    private final Constructor<?> constructor;
    private final List<Slot> slots;
    private final List<Relation> relations;
    private final boolean optional;
    private final List<Setting<?>> settings;
    private final List<Part> parts;
    private final RecordRules rules;

    RecordPart(Constructor<?> constructor, List<Slot> slots, List<Relation> relations, boolean optional) {
        this.constructor = constructor;
        this.slots = slots;
        this.relations = relations;
        this.optional = optional;
        List<Leaf> leaves = only(Leaf.class, slots).toList();
        this.settings = leaves.stream().<Setting<?>>map(Leaf::setting).toList();
        this.parts = only(Branch.class, slots).<Part>map(Branch::part).toList();
        this.rules = new RecordRules(type(), leaves);
    }

    /** One component: a setting or a nested record. */
    sealed interface Slot {
        String component();

        /** What it holds; empty if that can't be used. */
        Optional<Object> argument(Findings findings, Stage stage);
    }

    record Leaf(String component, Setting<?> setting) implements Slot {
        @Override
        public Optional<Object> argument(Findings findings, Stage stage) {
            Reading reading = findings.of(setting);
            return reading.isSpoiled() ? Optional.empty() : Optional.of(reading.argument());
        }
    }

    record Branch(String component, RecordPart part) implements Slot {
        @Override
        public Optional<Object> argument(Findings findings, Stage stage) {
            if (!part.isPresent(findings)) {
                return Optional.of(Optional.empty());
            }
            Optional<Object> nested = part.assemble(findings, stage);
            return part.optional() ? nested.map(Optional::of) : nested;
        }
    }

    Class<?> type() {
        return constructor.getDeclaringClass();
    }

    @Override
    public List<Setting<?>> settings() {
        return settings;
    }

    @Override
    public List<Part> parts() {
        return parts;
    }

    @Override
    public List<Relation> relations() {
        return relations;
    }

    @Override
    public boolean optional() {
        return optional;
    }

    @Override
    public Part and(Relation relation) {
        List<Relation> all =
                Stream.concat(relations.stream(), Stream.of(relation)).toList();
        return new RecordPart(constructor, slots, all, optional);
    }

    @Override
    public Optional<Object> assemble(Findings findings, Stage stage) {
        Object[] arguments = new Object[slots.size()];
        boolean whole = true;
        for (int i = 0; i < arguments.length; i++) {
            Optional<Object> argument = slots.get(i).argument(findings, stage);
            whole &= argument.isPresent();
            arguments[i] = argument.orElse(slots);
        }
        if (!whole) {
            rules.judgeEach(findings, stage);
            return Optional.empty();
        }
        return construct(arguments, findings, stage).filter(instance -> rules.judge(instance, findings, stage));
    }

    /**
     * What one component holds; empty if it is a record that can't be used.
     *
     * @throws ConfigException if it is a variable that can't be used
     */
    Optional<Object> value(String component, Findings findings, Stage stage) {
        Slot slot = slots.stream()
                .filter(candidate -> candidate.component().equals(component))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(rules.name() + " has no component " + component));
        return slot instanceof Leaf leaf
                ? Optional.of(findings.of(leaf.setting()).argument())
                : slot.argument(findings, stage);
    }

    private Optional<Object> construct(Object[] arguments, Findings findings, Stage stage) {
        try {
            return Optional.of(constructor.newInstance(arguments));
        } catch (InvocationTargetException e) { // its message may quote a secret
            if (rules.judgeEach(findings, stage)) {
                findings.add(
                        Problem.of(Code.RECORD, rules.name(), "its constructor refuses these values; see its rules"));
            }
            return Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "Can't construct " + type().getName() + "; open its package to dev.seaworthy.core", e);
        }
    }

    private static <S extends Slot> Stream<S> only(Class<S> kind, List<Slot> slots) {
        return slots.stream().filter(kind::isInstance).map(kind::cast);
    }
}
