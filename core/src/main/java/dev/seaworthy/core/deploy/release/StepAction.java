package dev.seaworthy.core.deploy.release;

/**
 * What a step does, or how that is undone. It is run at least once: after a crash, a timeout or a failure it may be run
 * again on what an earlier try left half done, and must be safe then.
 */
@FunctionalInterface
public interface StepAction {
    /** May block; is interrupted when its time is over. What it throws fails the try. */
    void run(StepContext context) throws Exception;
}
