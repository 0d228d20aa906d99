package dev.seaworthy.core.schedule.cluster;

import com.github.kagkarlsson.scheduler.CurrentlyExecuting;
import com.github.kagkarlsson.scheduler.task.Execution;
import dev.seaworthy.core.schedule.run.Ending;
import dev.seaworthy.core.schedule.run.Run;

/** A run on this node with the version of the row that it holds. Safe for use by many threads. */
final class Held {
    private final CurrentlyExecuting executing;
    private final Run run;
    private volatile long confirmed;

    /** The row is held from these ticks on. */
    Held(CurrentlyExecuting executing, Run run, long ticks) {
        this.executing = executing;
        this.run = run;
        confirmed = ticks;
    }

    Run run() {
        return run;
    }

    Execution execution() {
        return executing.getExecution();
    }

    boolean isOf(Execution execution) {
        return execution().version == execution.version;
    }

    /** Heartbeats that began at these ticks have been tried, ours too if it ran by then. In their one thread. */
    void beaten(long ticks) {
        if (executing.getHeartbeatState().getFailedHeartbeats() == 0 && ticks - confirmed > 0) {
            confirmed = ticks;
        }
    }

    /** Nanoseconds since the last heartbeat that came through. */
    long silence(long ticks) {
        return ticks - confirmed;
    }

    void stop() {
        run.stop(Ending.OVERTAKEN);
    }
}
