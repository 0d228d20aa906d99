package dev.seaworthy.core.schedule.run;

import java.time.Instant;
import java.util.Optional;

/**
 * What follows a run.
 *
 * @param next when it is due again; absent if it never is
 * @param failures of the tries so far, if the next one is a retry, else 0
 * @param offSchedule whether that is no time of a schedule: a retry, or a run to be done anew
 * @param gaveUp whether the run has failed and is not tried again
 */
public record Sequel(Optional<Instant> next, int failures, boolean offSchedule, boolean gaveUp) {}
