package dev.seaworthy.core.schedule.run;

import dev.seaworthy.core.failure.Reason;
import dev.seaworthy.core.failure.Trace;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One run of one job, from its start to its end. Safe for use by many threads. */
public final class Run {
    private final Declared declared;
    private final Optional<String> data;
    private final InstantSource clock;
    private @Nullable Thread thread;
    private @Nullable Ending stopped;

    public Run(Declared declared, Optional<String> data, InstantSource clock) {
        this.declared = declared;
        this.data = data;
        this.clock = clock;
    }

    public Declared declared() {
        return declared;
    }

    /** In the calling thread, which is not interrupted afterwards on our account. */
    public Outcome go() {
        Instant began = clock.instant();
        try {
            if (board()) {
                declared.run(data);
            }
            return outcome(Ending.SUCCEEDED, began, null);
        } catch (Declared.BadDataException e) {
            return outcome(Ending.BAD_DATA, began, e);
        } catch (Throwable e) {
            return outcome(Ending.FAILED, began, e);
        }
    }

    /** The outcome if it could not even begin. */
    Outcome failed(Throwable thrown) {
        return outcome(Ending.FAILED, clock.instant(), thrown);
    }

    /** Interrupts it while it runs. The first reason stands, and is how it ends whatever it does. */
    public synchronized void stop(Ending reason) {
        if (stopped == null) {
            stopped = reason;
        }
        if (thread != null) {
            thread.interrupt();
        }
    }

    private synchronized boolean board() {
        thread = Thread.currentThread();
        return stopped == null;
    }

    private synchronized Outcome outcome(Ending ending, Instant began, @Nullable Throwable thrown) {
        thread = null;
        Optional<Throwable> failure = Optional.ofNullable(thrown);
        if (stopped != null) {
            Thread.interrupted(); // what we asked for has come
            return ours(stopped, began, told(stopped), failure);
        }
        if (ending == Ending.BAD_DATA) {
            return ours(
                    ending, began, Reason.cut(failure.map(Throwable::getMessage).orElse("")), failure);
        }
        return new Outcome(ending, began, failure.map(Reason::of), failure.map(Trace::of));
    }

    private static Outcome ours(Ending ending, Instant began, String text, Optional<Throwable> thrown) {
        return new Outcome(ending, began, Optional.of(text), thrown.map(failure -> Trace.of(text, failure)));
    }

    private String told(Ending ending) {
        return switch (ending) {
            case TIMED_OUT -> "timed out after " + declared.timeout();
            case INTERRUPTED -> "interrupted by the end of its node";
            default -> "its heartbeat did not come through: another node takes it over";
        };
    }
}
