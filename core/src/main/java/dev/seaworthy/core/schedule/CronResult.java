package dev.seaworthy.core.schedule;

import dev.seaworthy.core.json.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What came of a run that was asked for from outside, safe to be answered to anyone. Immutable. */
public sealed interface CronResult {
    Instant timestamp();

    /** The job is due now, and a node takes it; how it ends is in {@link Jobs#list}. */
    record Accepted(Instant timestamp) implements CronResult {}

    /** The work ran to its end. */
    record Done(Instant timestamp) implements CronResult {}

    /** It runs already, or is about to; nothing was started. */
    record AlreadyRunning(Instant timestamp) implements CronResult {}

    /** No job with a schedule has the name that the trigger starts; which there are is in the log alone. */
    record NoSuchJob(String name, Instant timestamp) implements CronResult {}

    /** The work failed, or the job could not be started; why is in the log alone. */
    record Failed(String name, Instant timestamp) implements CronResult {}

    /** Whether it ran, or will. */
    default boolean isSuccess() {
        return error().isEmpty();
    }

    /** 202, 200, 409, 404 or 500. */
    default int httpStatus() {
        if (this instanceof Accepted) {
            return 202;
        }
        if (this instanceof Done) {
            return 200;
        }
        return this instanceof AlreadyRunning ? 409 : this instanceof NoSuchJob ? 404 : 500;
    }

    /** {@code {"success":true,"timestamp":"2026-01-31T12:00:00Z"}}, with an {@code error} if it is no success. */
    default String toJson() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("success", isSuccess());
        tree.put("timestamp", timestamp().toString());
        error().ifPresent(error -> tree.put("error", error));
        return Json.writeLine(tree);
    }

    private Optional<String> error() {
        if (this instanceof AlreadyRunning) {
            return Optional.of("already running");
        }
        if (this instanceof NoSuchJob missing) {
            return Optional.of(missing.name() + " starts no job that is there; the log says which there are");
        }
        return this instanceof Failed failed
                ? Optional.of(failed.name() + " failed; the log says why")
                : Optional.empty();
    }
}
