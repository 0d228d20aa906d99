package dev.seaworthy.core.config;

import dev.seaworthy.core.config.problem.Code;
import dev.seaworthy.core.config.problem.Problem;
import dev.seaworthy.core.config.value.Stage;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The settings of a record, and the records nested in it. */
record RecordPart(Constructor<?> constructor, List<Slot> slots, List<Relation> relations, boolean optional)
        implements Part {
    /** One component: a setting or a nested record. */
    sealed interface Slot {
        String component();
    }

    record Leaf(String component, Setting<?> setting) implements Slot {}

    record Branch(String component, RecordPart part) implements Slot {}

    Class<?> type() {
        return constructor.getDeclaringClass();
    }

    @Override
    public List<Setting<?>> settings() {
        return leaves().<Setting<?>>map(Leaf::setting).toList();
    }

    @Override
    public List<Part> parts() {
        return slots.stream()
                .filter(Branch.class::isInstance)
                .<Part>map(slot -> ((Branch) slot).part())
                .toList();
    }

    @Override
    public Part and(Relation relation) {
        List<Relation> all =
                Stream.concat(relations.stream(), Stream.of(relation)).toList();
        return new RecordPart(constructor, slots, all, optional);
    }

    @Override
    public Optional<Object> assemble(Findings findings, Stage stage) {
        List<Optional<Object>> arguments =
                slots.stream().map(slot -> argument(slot, findings, stage)).toList();
        if (arguments.contains(Optional.empty())) {
            judgeEach(findings, stage);
            return Optional.empty();
        }
        return construct(arguments.stream().map(Optional::orElseThrow).toArray(), findings, stage)
                .filter(instance -> isValid(instance, findings, stage));
    }

    /**
     * What one component holds; empty if it can't be used.
     *
     * @throws ConfigException if it is a variable that can't be used
     */
    Optional<Object> value(String component, Findings findings, Stage stage) {
        Slot slot = slots.stream()
                .filter(candidate -> candidate.component().equals(component))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name() + " has no component " + component));
        return slot instanceof Leaf leaf
                ? Optional.of(findings.of(leaf.setting()).argument())
                : argument(slot, findings, stage);
    }

    /** Empty if there is none that can be used. */
    private static Optional<Object> argument(Slot slot, Findings findings, Stage stage) {
        if (slot instanceof Leaf leaf) {
            Reading reading = findings.of(leaf.setting());
            return reading.isSpoiled() ? Optional.empty() : Optional.of(reading.argument());
        }
        RecordPart part = ((Branch) slot).part();
        if (!part.isPresent(findings)) {
            return Optional.of(Optional.empty());
        }
        Optional<Object> nested = part.assemble(findings, stage);
        return part.optional() ? nested.map(Optional::of) : nested;
    }

    private Optional<Object> construct(Object[] arguments, Findings findings, Stage stage) {
        try {
            return Optional.of(constructor.newInstance(arguments));
        } catch (InvocationTargetException e) { // its message may quote a secret
            if (!judgeEach(findings, stage)) {
                findings.add(Problem.of(Code.RECORD, name(), "its constructor refuses these values; see its rules"));
            }
            return Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "Can't construct " + type().getName() + "; open its package to dev.seaworthy.core", e);
        }
    }

    private boolean isValid(Object instance, Findings findings, Stage stage) {
        List<Constraints.Violation> violations = Constraints.brokenBy(instance, stage);
        violations.forEach(violation -> leaves().filter(leaf -> leaf.component().equals(violation.component()))
                .findFirst()
                .ifPresentOrElse(
                        leaf -> refuse(leaf, violation, findings),
                        () -> findings.add(Problem.of(Code.RECORD, name(), shown(violation, findings)))));
        return violations.isEmpty();
    }

    /** Judges each component by itself, when the whole can't be had; tells whether one was refused. */
    private boolean judgeEach(Findings findings, Stage stage) {
        int before = findings.problems().size();
        leaves().filter(leaf -> !findings.of(leaf.setting()).isSpoiled())
                .forEach(leaf -> Constraints.brokenBy(
                                type(),
                                leaf.component(),
                                findings.of(leaf.setting()).argument(),
                                stage)
                        .forEach(violation -> refuse(leaf, violation, findings)));
        return findings.problems().size() > before;
    }

    private static void refuse(Leaf leaf, Constraints.Violation violation, Findings findings) {
        Reading reading = findings.of(leaf.setting());
        String shown =
                Leak.isIn(violation, reading) ? "must keep the rules that are declared for it" : violation.rule();
        findings.spoil(
                leaf.setting(),
                Problem.of(Code.CONSTRAINT, leaf.setting().name(), shown)
                        .withSource(reading.source())
                        .withExample(leaf.setting().declaredExample().orElse("")));
    }

    private String shown(Constraints.Violation violation, Findings findings) {
        return leaves().anyMatch(leaf -> Leak.isIn(violation, findings.of(leaf.setting())))
                ? "its values must keep the rules that are declared for them"
                : violation.rule();
    }

    private String name() {
        return type().getSimpleName();
    }

    private Stream<Leaf> leaves() {
        return slots.stream().filter(Leaf.class::isInstance).map(Leaf.class::cast);
    }
}
