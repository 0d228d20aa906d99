package dev.seaworthy.core.config;

import dev.seaworthy.core.config.problem.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What one pass over a schema has read, and what is wrong with it. One thread at a time. */
final class Findings {
    private final Map<String, Reading> readings = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Set<Part> demanded = new HashSet<>();
    private final Map<Part, Object> made = new HashMap<>();

    void add(Reading reading) {
        readings.put(reading.setting().name(), reading);
        problems.addAll(reading.problems());
    }

    /** A problem of no one variable. */
    void add(Problem problem) {
        problems.add(problem);
    }

    void spoil(Setting<?> setting, Problem problem) {
        readings.put(setting.name(), of(setting).spoiledBy(problem));
        problems.add(problem);
    }

    /** A part that must be there, whatever is set. */
    void demand(Part part) {
        demanded.add(part);
    }

    boolean isDemanded(Part part) {
        return demanded.contains(part);
    }

    /** What was made of a part. */
    void made(Part part, Object instance) {
        made.put(part, instance);
    }

    Map<Part, Object> made() {
        return Collections.unmodifiableMap(made);
    }

    Reading of(Setting<?> setting) {
        return of(setting.name());
    }

    Reading of(String variable) {
        return Objects.requireNonNull(readings.get(variable), variable);
    }

    /** A view, in the order in which they were read. */
    Map<String, Reading> readings() {
        return Collections.unmodifiableMap(readings);
    }

    List<Problem> problems() {
        return problems;
    }
}
