package dev.seaworthy.core.config;

import dev.seaworthy.core.config.RecordPart.Leaf;
import dev.seaworthy.core.config.convert.Refusal;
import dev.seaworthy.core.config.problem.Code;
import dev.seaworthy.core.config.problem.Problem;
import dev.seaworthy.core.config.value.Stage;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The constraints on a record and on its variables. Safe for use by many threads. */
final class RecordRules {
    private static final int MOST_NAMED = 4;

    private final Class<?> type;
    private final RecordPart part;
    private final List<Leaf> leaves;
    private volatile @Nullable List<Problem> wrongDefaults;

    RecordRules(Class<?> type, RecordPart part, List<Leaf> leaves) {
        this.type = type;
        this.part = part;
        this.leaves = leaves;
    }

    /** Judges a whole record; tells whether it keeps its rules. */
    boolean judge(Object instance, Findings findings, Stage stage) {
        List<Violation> violations = Constraints.brokenBy(instance, stage);
        boolean failed = violations.stream().anyMatch(Violation::isFailure);
        if (failed && !judgeEach(findings, stage)) {
            return false;
        }
        for (Violation violation : violations) {
            Optional<Leaf> leaf = leaf(violation.component());
            if (leaf.isPresent()) {
                refuse(leaf.get(), violation, findings);
            } else {
                refuse(rule(violation, findings), findings);
            }
        }
        return violations.isEmpty();
    }

    /** Judges each variable by itself, when the whole can't be had; tells whether all keep their rules. */
    boolean judgeEach(Findings findings, Stage stage) {
        int before = findings.problems().size();
        for (Leaf leaf : leaves) {
            Reading reading = findings.of(leaf.setting());
            if (!reading.isSpoiled()) {
                Constraints.brokenBy(type, leaf.component(), reading.argument(), Set.of(stage))
                        .forEach(violation -> refuse(leaf, violation, findings));
            }
        }
        return findings.problems().size() == before;
    }

    /**
     * Judges every default of every stage, also where the variable is set: a wrong one would wait for its day. Not for
     * production, which starts with what it uses.
     */
    void judgeDefaults(Findings findings) {
        List<Problem> wrong = wrongDefaults;
        if (wrong == null) {
            wrong = wrongDefaults();
            wrongDefaults = wrong;
        }
        wrong.forEach(findings::add);
    }

    /** A rule that the values of the record break together. */
    void refuse(String rule, Findings findings) {
        findings.add(Problem.of(Code.RECORD, subject(), type.getSimpleName() + ": " + rule));
    }

    private List<Problem> wrongDefaults() {
        List<Problem> wrong = new ArrayList<>();
        for (Leaf leaf : leaves) {
            Map<String, Set<Stage>> stagesByText = new LinkedHashMap<>();
            for (Stage stage : Stage.values()) {
                leaf.setting()
                        .defaultIn(stage)
                        .ifPresent(text -> stagesByText
                                .computeIfAbsent(text, key -> EnumSet.noneOf(Stage.class))
                                .add(stage));
            }
            stagesByText.forEach((text, stages) -> wrong.addAll(wrongDefault(leaf, text, stages)));
        }
        return List.copyOf(wrong);
    }

    private List<Problem> wrongDefault(Leaf leaf, String text, Set<Stage> stages) {
        try {
            Object value = leaf.setting().convert(text);
            return Constraints.brokenBy(type, leaf.component(), value, stages).stream()
                    .map(violation -> Problem.of(Code.CONSTRAINT, leaf.setting().name(), violation.declared())
                            .withSource(Reading.DEFAULT))
                    .toList();
        } catch (Refusal refusal) {
            throw new IllegalStateException(
                    "A default that the schema took: " + leaf.setting().name(), refusal);
        }
    }

    private void refuse(Leaf leaf, Violation violation, Findings findings) {
        Setting<?> setting = leaf.setting();
        findings.spoil(
                setting,
                Problem.of(Code.CONSTRAINT, setting.name(), rule(violation, findings))
                        .withSource(findings.of(setting).source())
                        .withExample(setting.declaredExample().orElse("")));
    }

    /** What a validator composes may quote whatever the record holds. */
    private String rule(Violation violation, Findings findings) {
        return part.all().anyMatch(setting -> findings.of(setting).isMasked())
                ? violation.declared()
                : Printable.message(violation.message());
    }

    private Optional<Leaf> leaf(String component) {
        return leaves.stream()
                .filter(leaf -> leaf.component().equals(component))
                .findFirst();
    }

    private String subject() {
        List<String> names = part.all().map(Setting::name).toList();
        return names.size() > MOST_NAMED
                ? names.get(0) + " to " + names.get(names.size() - 1)
                : names.stream().collect(Collectors.joining(", "));
    }
}
