package dev.seaworthy.core.schedule;

import java.util.List;

/**
 * Jobs and when they run. Safe for use by many threads.
 *
 * <p>Constructing starts nothing, {@link #start} does. Of a name without a declaration, and before the start or after
 * the end, each method throws: an {@link IllegalArgumentException}, an {@link IllegalStateException}.
 */
public interface Jobs extends AutoCloseable {
    /** Begins to run what is due. Once only. */
    void start();

    /** Makes a job due now, be it at the next time or at a retry that it waits for. It never runs twice at once. */
    RunNow runNow(String name);

    /**
     * Makes a one-time job due now, once for each {@code id}: 1 to 200 characters that name the piece of data.
     *
     * @throws IllegalArgumentException if the data is not of the job's type, or its JSON is too long
     */
    <T> Enqueued enqueue(String name, String id, T data);

    /** The jobs with a schedule, then the first 1,000 pieces of data of one-time jobs that wait, run or have failed. */
    List<JobStatus> list();

    /**
     * Takes no further run, waits for those that run, and interrupts them after a time that the builder says. A run
     * that was interrupted so is due again at once.
     */
    @Override
    void close();
}
