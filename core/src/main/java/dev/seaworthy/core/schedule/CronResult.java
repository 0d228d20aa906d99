package dev.seaworthy.core.schedule;

import dev.seaworthy.core.json.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What came of a run that was asked for from outside, safe to be answered to anyone. Immutable. */
public sealed interface CronResult {
    Instant timestamp();

    /** It ran to its end. */
    record Done(Instant timestamp) implements CronResult {}

    /** It runs already; nothing was started. */
    record AlreadyRunning(Instant timestamp) implements CronResult {}

    /** It failed; why is in the log alone. */
    record Failed(String name, Instant timestamp) implements CronResult {}

    default boolean isSuccess() {
        return this instanceof Done;
    }

    /** 200, 409 or 500. */
    default int httpStatus() {
        return isSuccess() ? 200 : this instanceof AlreadyRunning ? 409 : 500;
    }

    /** {@code {"success":true,"timestamp":"2026-01-31T12:00:00Z"}}, with an {@code error} if it is no success. */
    default String toJson() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("success", isSuccess());
        tree.put("timestamp", timestamp().toString());
        if (this instanceof AlreadyRunning) {
            tree.put("error", "already running");
        } else if (this instanceof Failed failed) {
            tree.put("error", failed.name() + " failed; the log says why");
        }
        return Json.writeLine(tree);
    }
}
