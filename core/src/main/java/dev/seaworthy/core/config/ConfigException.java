package dev.seaworthy.core.config;

import dev.seaworthy.core.SeaworthyException;
import dev.seaworthy.core.config.problem.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * An environment that can't be used; its message lists every {@link #problems() problem}, a line each. No part of it
 * holds a value. What follows, such as the exit with 78 (EX_CONFIG), is the caller's.
 */
public final class ConfigException extends SeaworthyException {
    private static final long serialVersionUID = 1L;

    private final ArrayList<Problem> problems;

    ConfigException(List<Problem> problems) {
        super(Report.text(problems));
        this.problems = new ArrayList<>(problems);
        this.problems.sort(Problem.ORDER);
    }

    /** By group, then by variable; warnings too. */
    public List<Problem> problems() {
        return Collections.unmodifiableList(problems);
    }

    /** The same for programs: {@code {"problems": [{"code": …, "kind": …, "subject": …, "rule": …}]}}. */
    public String toJson() {
        return Report.json(problems);
    }
}
