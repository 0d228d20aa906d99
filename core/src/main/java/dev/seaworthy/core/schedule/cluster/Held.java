package dev.seaworthy.core.schedule.cluster;

import com.github.kagkarlsson.scheduler.CurrentlyExecuting;
import com.github.kagkarlsson.scheduler.task.Execution;
import dev.seaworthy.core.schedule.run.Ending;
import dev.seaworthy.core.schedule.run.Run;

/** A run on this node with the version of the row that it holds. Safe for use by many threads. */
record Held(CurrentlyExecuting executing, Run run) {
    /** Of the time after which others take a node for dead: what is left is for the interrupt to be heeded. */
    private static final double LONGEST_SILENCE = 0.875;

    Execution execution() {
        return executing.getExecution();
    }

    boolean isOf(Execution execution) {
        return execution().version == execution.version;
    }

    /** Whether no heartbeat has come through for so long that others may soon begin the job anew. */
    boolean isRunningOut() {
        return executing.getHeartbeatState().getFractionDead() > LONGEST_SILENCE;
    }

    void stop() {
        run.stop(Ending.OVERTAKEN);
    }
}
