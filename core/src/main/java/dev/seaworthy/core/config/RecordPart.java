package dev.seaworthy.core.config;

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
    private final Demand demand;
    private final List<Setting<?>> settings;
    private final List<Part> parts;
    private final RecordRules rules;

    RecordPart(Constructor<?> constructor, List<Slot> slots, List<Relation> relations, Demand demand) {
        this.constructor = constructor;
        this.slots = slots;
        this.relations = relations;
        this.demand = demand;
        List<Leaf> leaves = only(Leaf.class, slots).toList();
        this.settings = leaves.stream().<Setting<?>>map(Leaf::setting).toList();
        this.parts = only(Branch.class, slots).<Part>map(Branch::part).toList();
        this.rules = new RecordRules(type(), this, leaves);
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
            return part.demand().optional() ? nested.map(Optional::of) : nested;
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
    public Demand demand() {
        return demand;
    }

    @Override
    public Part and(Relation relation) {
        List<Relation> all =
                Stream.concat(relations.stream(), Stream.of(relation)).toList();
        return new RecordPart(constructor, slots, all, demand);
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
        if (!stage.isProduction()) {
            rules.judgeDefaults(findings);
        }
        if (!whole) {
            rules.judgeEach(findings, stage);
            return Optional.empty();
        }
        Optional<Object> made =
                construct(arguments, findings, stage).filter(instance -> rules.judge(instance, findings, stage));
        made.ifPresent(instance -> findings.made(this, instance));
        return made;
    }

    private Optional<Object> construct(Object[] arguments, Findings findings, Stage stage) {
        try {
            return Optional.of(constructor.newInstance(arguments));
        } catch (InvocationTargetException e) { // its message may quote a secret
            if (rules.judgeEach(findings, stage)) {
                rules.refuse("its constructor refuses these values; see its rules", findings);
            }
            return Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "Can't construct " + type().getName() + "; open its package to dev.seaworthy.core", e);
        }
    }

    Slot slot(String component) {
        return slots.stream()
                .filter(candidate -> candidate.component().equals(component))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(type().getName() + " has no component " + component));
    }

    private static <S extends Slot> Stream<S> only(Class<S> kind, List<Slot> slots) {
        return slots.stream().filter(kind::isInstance).map(kind::cast);
    }
}
