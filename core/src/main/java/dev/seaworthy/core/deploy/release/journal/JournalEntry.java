package dev.seaworthy.core.deploy.release.journal;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One line of a journal. Immutable. No secret is in it, as far as those who write details keep to that.
 *
 * @param step the step that it is about, or an empty text
 */
public record JournalEntry(Instant at, String version, JournalEvent event, String step, Map<String, String> details) {
    public JournalEntry {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(event, "event");
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }

    /** One of the details, or an empty text. */
    public String detail(String name) {
        return details.getOrDefault(name, "");
    }

    /** {@code 2026-01-02T03:04:05Z 42 STEP_FAILED smoke {reason=…}}. */
    @Override
    public String toString() {
        return at + " " + version + " " + event + (step.isEmpty() ? "" : " " + step)
                + (details.isEmpty() ? "" : " " + details);
    }
}
