package dev.seaworthy.core.config;

import dev.seaworthy.core.config.problem.Problem;
import dev.seaworthy.core.config.source.Blank;
import dev.seaworthy.core.config.source.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was read for one setting.
 *
 * @param found what stands in its source, or its default; null when it is absent
 * @param value what that was converted to; null when it is absent or spoiled
 * @param blank where it is set to nothing, if it is absent and yet set
 * @param problems what spoils it
 */
record Reading(
        Setting<?> setting,
        State state,
        @Nullable Found found,
        @Nullable Object value,
        Blank blank,
        List<Problem> problems) {

    static final String DEFAULT = "default";

    enum State {
        SET,
        DEFAULT,
        ABSENT
    }

    static Reading set(Setting<?> setting, Found found, Object value) {
        return new Reading(setting, State.SET, found, value, Blank.NOWHERE, List.of());
    }

    /** Set, but to nothing that is a value. */
    static Reading unfit(Setting<?> setting, Found found, Problem problem) {
        return new Reading(setting, State.SET, found, null, Blank.NOWHERE, List.of(problem));
    }

    static Reading byDefault(Setting<?> setting, String text, Object value) {
        Found found = new Found(text, DEFAULT, false, true);
        return new Reading(setting, State.DEFAULT, found, value, Blank.NOWHERE, List.of());
    }

    static Reading absent(Setting<?> setting, Blank blank) {
        return new Reading(setting, State.ABSENT, null, null, blank, List.of());
    }

    /** This reading, which can't be used for one more reason. */
    Reading spoiledBy(Problem problem) {
        List<Problem> all = new ArrayList<>(problems);
        all.add(problem);
        return new Reading(setting, state, found, value, blank, List.copyOf(all));
    }

    boolean isSet() {
        return state == State.SET;
    }

    boolean isSpoiled() {
        return !problems.isEmpty();
    }

    /** Whether no report may show it. */
    boolean isMasked() {
        return setting.isSecret() || setting.isNamedAsSecret() || (found != null && found.sensitive());
    }

    /** Whether a {@code ${…}} in its text was escaped or quoted, so that it is a part of the value. */
    boolean isWrittenToStay() {
        return isSet() && found != null && found.literal() && !found.sensitive();
    }

    Optional<String> text() {
        return Optional.ofNullable(found).map(Found::text);
    }

    /** Where it is set, if it is. */
    String source() {
        return found == null ? "" : found.source();
    }

    /** What a record's component takes. */
    Object argument() {
        if (isSpoiled()) {
            throw new ConfigException(problems);
        }
        Optional<Object> present = Optional.ofNullable(value);
        return setting.presence().optional() ? present : present.orElseThrow();
    }

    @Override
    public String toString() {
        return setting.name() + "=" + Printable.of(this);
    }
}
