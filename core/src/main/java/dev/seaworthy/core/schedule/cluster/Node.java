package dev.seaworthy.core.schedule.cluster;

import com.github.kagkarlsson.scheduler.CurrentlyExecuting;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.task.Execution;
import dev.seaworthy.core.failure.Trace;
import dev.seaworthy.core.schedule.run.Declared;
import dev.seaworthy.core.schedule.run.Event;
import dev.seaworthy.core.schedule.run.Outcome;
import dev.seaworthy.core.schedule.run.Run;
import dev.seaworthy.core.schedule.run.Runner;
import dev.seaworthy.core.schedule.run.Sequel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What runs on this node, one run of a row at a time, and the rows that it holds for that. */
final class Node extends AbstractSchedulerListener {
    private static final Logger LOGGER = LoggerFactory.getLogger(Node.class);
    private static final int LOOKS_PER_HEARTBEAT = 4;

    /** Of the time after which others take a node for dead: what is left is for the interrupt to be heeded. */
    private static final double LONGEST_SILENCE = 0.875;

    private final Rows rows;
    private final Settling settling;
    private final Runner runner;
    private final InstantSource clock;
    private final Pulse pulse;
    private final Duration heartbeat;
    private final long longestSilence;
    private final Consumer<Instant> dueAt;
    private final Map<List<String>, Held> running = new ConcurrentHashMap<>();

    Node(Rows rows, Runner runner, Settings settings, Pulse pulse, Consumer<Instant> dueAt) {
        heartbeat = settings.heartbeat();
        Duration lease = heartbeat.multipliedBy(Assembly.MISSED_HEARTBEATS);
        longestSilence = (long) (lease.toNanos() * LONGEST_SILENCE);
        settling = new Settling(rows, lease);
        clock = settings.clock();
        this.rows = rows;
        this.runner = runner;
        this.pulse = pulse;
        this.dueAt = dueAt;
    }

    /** Runs a job whose row is ours, and settles the row. */
    void run(Declared declared, CurrentlyExecuting executing, @Nullable String data) {
        Execution execution = executing.getExecution();
        if (!Rows.fits(declared, execution.getId())) {
            rows.postpone(execution, clock.instant());
        } else if (!skips(declared, execution)) {
            begin(declared, new Held(executing, new Run(declared, Optional.ofNullable(data), clock), pulse.ticks()));
        }
    }

    private boolean skips(Declared declared, Execution execution) {
        Instant now = clock.instant();
        if (!declared.misses(execution.executionTime, now)) {
            return false;
        }
        Instant next = declared.givenUp(now).next().orElse(now);
        if (!rows.skip(execution, next)) {
            return false;
        }
        runner.happened(declared.name(), Event.MISSED);
        dueAt.accept(next);
        return true;
    }

    private void begin(Declared declared, Held held) {
        Held older = running.putIfAbsent(key(held.execution()), held);
        if (older != null) {
            LOGGER.warn("Job {} still runs here, though taken for dead: it is interrupted first", declared.name());
            older.stop();
            rows.release(held.execution());
            return;
        }
        boolean ours = true;
        try {
            ours = settle(declared, held.execution(), runner.go(held.run()));
        } finally {
            running.remove(key(held.execution()), held);
            if (!ours) {
                dueAt.accept(clock.instant());
            }
        }
    }

    private boolean settle(Declared declared, Execution execution, Outcome outcome) {
        Instant now = clock.instant();
        Sequel sequel = declared.sequel(outcome, execution.consecutiveFailures, now);
        if (!settling.settle(execution, declared, outcome, sequel, now)) {
            LOGGER.warn(
                    "Job {} was taken over from this node, which seemed dead; its run here ended all the same, as {}",
                    declared.name(),
                    outcome.ending());
            return false;
        }
        runner.follows(declared.name(), sequel);
        sequel.next().ifPresent(dueAt);
        return true;
    }

    /** Makes a job due whose node has not been heard of. */
    void takeOver(Declared declared, Execution execution) {
        Instant now = clock.instant();
        if (!Rows.fits(declared, execution.getId())) {
            rows.postpone(execution, now);
            return;
        }
        if (here(execution).filter(held -> !isRunningOut(held)).isPresent()) {
            LOGGER.warn("Job {} runs here and seems dead: the clock of this node was set", declared.name());
            return;
        }
        Rows.TakeOver result = rows.takeOver(execution, declared, now);
        if (result == Rows.TakeOver.NOT_OURS) {
            return;
        }
        LOGGER.warn("Node {} died or froze while it ran job {}", execution.pickedBy, declared.name());
        runner.happened(declared.name(), Event.TAKEN_OVER);
        stopIfHere(execution);
        if (result == Rows.TakeOver.GAVE_UP) {
            runner.follows(declared.name(), declared.givenUp(now));
        } else {
            dueAt.accept(now);
        }
    }

    @Override
    public void onSchedulerEvent(SchedulerEventType event) {
        if (event == SchedulerEventType.RAN_UPDATE_HEARTBEATS) {
            running.values().forEach(held -> held.beaten(pulse.looked()));
        }
    }

    /** Our row may be another node's by now: then our run must not go on. */
    @Override
    public void onExecutionFailedHeartbeat(CurrentlyExecuting executing) {
        if (hasLost(executing.getExecution())) {
            stopIfHere(executing.getExecution());
        }
    }

    private void stopIfHere(Execution execution) {
        here(execution).ifPresent(Held::stop);
    }

    private Optional<Held> here(Execution execution) {
        return Optional.ofNullable(running.get(key(execution))).filter(held -> held.isOf(execution));
    }

    private boolean hasLost(Execution execution) {
        try {
            return !rows.owns(execution);
        } catch (RuntimeException e) {
            LOGGER.warn("The table of jobs can't be asked whether a job is still this node's", Trace.of(e));
            return false;
        }
    }

    /** From now on, stops each run before others may begin it anew. It asks no database, which may not answer. */
    void watch() {
        try {
            running.values().stream().filter(this::isRunningOut).forEach(Held::stop);
        } finally {
            runner.later(heartbeat.dividedBy(LOOKS_PER_HEARTBEAT), this::watch);
        }
    }

    /** Whether no heartbeat has come through for so long that others may soon begin the job anew. */
    private boolean isRunningOut(Held held) {
        return held.silence(pulse.ticks()) > longestSilence;
    }

    private static List<String> key(Execution execution) {
        return List.of(execution.getTaskName(), execution.getId());
    }
}
