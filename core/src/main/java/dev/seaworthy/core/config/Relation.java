package dev.seaworthy.core.config;

import dev.seaworthy.core.config.problem.Code;
import dev.seaworthy.core.config.problem.Problem;
import java.util.List;
import java.util.Set;

/** How many of several optional variables are set. */
record Relation(Kind kind, List<String> variables) {
    enum Kind {
        ONE_OF,
        ALL_OR_NONE
    }

    Relation {
        variables = List.copyOf(variables);
        if (Set.copyOf(variables).size() < Math.max(2, variables.size())) {
            throw new IllegalArgumentException(
                    "Name at least two variables that depend on each other, each once: " + variables);
        }
    }

    /** Judges nothing as long as it can't be told which of them are set. */
    void judge(Findings findings) {
        if (variables.stream().map(findings::of).anyMatch(reading -> reading.isSpoiled() && !reading.isSet())) {
            return;
        }
        List<String> set = variables.stream()
                .filter(variable -> findings.of(variable).isSet())
                .toList();
        if (kind == Kind.ONE_OF) {
            judgeOneOf(set, findings);
        } else if (!set.isEmpty()) {
            variables.stream()
                    .filter(variable -> !set.contains(variable))
                    .forEach(variable -> spoil(
                            findings,
                            variable,
                            Code.ALL_OR_NONE,
                            "required, as " + String.join(", ", set) + " is set"));
        }
    }

    private void judgeOneOf(List<String> set, Findings findings) {
        if (set.isEmpty()) {
            Problem problem = Problem.of(Code.ONE_OF, String.join(", ", variables), "exactly one of them is required");
            variables.forEach(variable -> findings.spoil(findings.of(variable).setting(), problem));
        }
        if (set.size() > 1) {
            set.forEach(variable -> spoil(
                    findings,
                    variable,
                    Code.ONLY_ONE_OF,
                    "only one of " + String.join(", ", variables) + " may be set"));
        }
    }

    private static void spoil(Findings findings, String variable, Code code, String rule) {
        Setting<?> setting = findings.of(variable).setting();
        findings.spoil(setting, Problem.of(code, variable, rule));
    }
}
