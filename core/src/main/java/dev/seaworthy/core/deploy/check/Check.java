package dev.seaworthy.core.deploy.check;

/** One question to the real world. It may block; who asks bounds its time and interrupts it. Safe to be asked again. */
@FunctionalInterface
public interface Check {
    /**
     * What was found.
     *
     * @throws Exception if it could not be asked: {@link Status#ERROR}, and not {@link Status#FAILED}
     */
    Verdict run() throws Exception;
}
