package dev.seaworthy.core.config;

import java.util.Map;
import java.util.Optional;

/** A place that variables are read from. */
interface Source {
    Optional<Setting> find(String variable);

    /** A value that is set, and where it is. Its text may be a secret. */
    record Setting(String text, String source) {
        @Override
        public String toString() {
            return "Setting from " + source;
        }
    }

    static Source of(String name, Map<String, String> variables) {
        Map<String, String> snapshot = Map.copyOf(variables);
        return variable -> Optional.ofNullable(snapshot.get(variable)).map(text -> new Setting(text, name));
    }

    /** The process environment: the one place that reads it. */
    static Source process() {
        return of("process environment", System.getenv());
    }
}
