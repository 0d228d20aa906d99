package dev.seaworthy.core.config;

import dev.seaworthy.core.config.problem.Code;
import dev.seaworthy.core.config.problem.Problem;
import java.util.List;

/** How many of several optional variables are set. */
record Relation(Kind kind, List<String> variables) {
    enum Kind {
        ONE_OF,
        ALL_OR_NONE
    }

    Relation {
        variables = List.copyOf(variables);
        if (variables.size() < 2) {
            throw new IllegalArgumentException("Name at least two variables that depend on each other: " + variables);
        }
    }

    void judge(Findings findings) {
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
            String rule = "exactly one of them is required";
            findings.add(Problem.of(Code.ONE_OF, String.join(", ", variables), rule));
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
