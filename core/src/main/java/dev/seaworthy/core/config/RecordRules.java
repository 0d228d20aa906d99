package dev.seaworthy.core.config;

import dev.seaworthy.core.config.Constraints.Violation;
import dev.seaworthy.core.config.RecordPart.Leaf;
import dev.seaworthy.core.config.problem.Code;
import dev.seaworthy.core.config.problem.Problem;
import dev.seaworthy.core.config.value.Stage;
import java.util.List;

/** The constraints on a record and on its variables. */
record RecordRules(Class<?> type, List<Leaf> leaves) {
    String name() {
        return type.getSimpleName();
    }

    /** Judges a whole record; tells whether it keeps its rules. */
    boolean judge(Object instance, Findings findings, Stage stage) {
        List<Violation> violations = Constraints.brokenBy(instance, stage);
        violations.forEach(violation -> leaves.stream()
                .filter(leaf -> leaf.component().equals(violation.component()))
                .findFirst()
                .ifPresentOrElse(
                        leaf -> refuse(leaf, violation, findings),
                        () -> findings.add(Problem.of(Code.RECORD, name(), shown(violation, findings)))));
        return violations.isEmpty();
    }

    /** Judges each variable by itself, when the whole can't be had; tells whether all keep their rules. */
    boolean judgeEach(Findings findings, Stage stage) {
        int before = findings.problems().size();
        for (Leaf leaf : leaves) {
            Reading reading = findings.of(leaf.setting());
            if (!reading.isSpoiled()) {
                Constraints.brokenBy(type, leaf.component(), reading.argument(), stage)
                        .forEach(violation -> refuse(leaf, violation, findings));
            }
        }
        return findings.problems().size() == before;
    }

    private static void refuse(Leaf leaf, Violation violation, Findings findings) {
        Reading reading = findings.of(leaf.setting());
        String shown =
                Leak.isIn(violation, reading) ? "must keep the rules that are declared for it" : violation.rule();
        findings.spoil(
                leaf.setting(),
                Problem.of(Code.CONSTRAINT, leaf.setting().name(), shown)
                        .withSource(reading.source())
                        .withExample(leaf.setting().declaredExample().orElse("")));
    }

    private String shown(Violation violation, Findings findings) {
        return leaves.stream().anyMatch(leaf -> Leak.isIn(violation, findings.of(leaf.setting())))
                ? "its values must keep the rules that are declared for them"
                : violation.rule();
    }
}
