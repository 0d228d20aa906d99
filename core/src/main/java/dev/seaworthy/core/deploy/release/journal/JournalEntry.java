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
    /** The most characters of the version, the step and the details together: {@value}. */
    public static final int MOST_CHARACTERS = 40_000;

    /** What JSON writes around a detail. */
    private static final int AROUND = 6;

    /**
     * An entry that every journal can write and read again.
     *
     * @throws IllegalArgumentException if it has more than {@value #MOST_CHARACTERS} characters
     */
    public JournalEntry {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(event, "event");
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
        int characters = version.length() + step.length() + characters(details);
        if (characters > MOST_CHARACTERS) {
            throw new IllegalArgumentException("an entry " + event + " of " + characters
                    + " characters is too long for a journal: keep its texts to " + MOST_CHARACTERS + " together");
        }
    }

    private static int characters(Map<String, String> details) {
        return details.entrySet().stream()
                .mapToInt(detail -> detail.getKey().length() + detail.getValue().length() + AROUND)
                .sum();
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
