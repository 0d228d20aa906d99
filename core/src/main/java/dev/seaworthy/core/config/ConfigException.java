package dev.seaworthy.core.config;

import dev.seaworthy.core.SeaworthyException;
import java.util.List;
import java.util.stream.Collectors;

/** An environment that can't be used; its message lists every {@link #problems() problem}, a line each. */
public final class ConfigException extends SeaworthyException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    ConfigException(List<Problem> problems) {
        super(report(problems));
        this.problems = problems.stream().sorted(Problem.ORDER).toList();
    }

    public List<Problem> problems() {
        return problems;
    }

    private static String report(List<Problem> problems) {
        String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
        return problems.stream()
                .sorted(Problem.ORDER)
                .map(problem -> System.lineSeparator() + "  " + problem)
                .collect(Collectors.joining("", "The environment has " + count + "; mend each and start again:", ""));
    }
}
