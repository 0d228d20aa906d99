package dev.seaworthy.core.config.source;

import dev.seaworthy.core.config.problem.Problem;

/** A variable that is set in a way that can't be read. It has no cause, which could quote what was read. */
public final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public Unreadable(Problem problem) {
        super(problem.toString(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
