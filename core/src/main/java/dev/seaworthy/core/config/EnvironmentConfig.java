package dev.seaworthy.core.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An environment that was read whole, converted and validated. Immutable.
 *
 * @param <T> the record that declares it
 */
public final class EnvironmentConfig<T> {
    private final T values;
    private final List<Reading> readings;

    EnvironmentConfig(T values, List<Reading> readings) {
        this.values = values;
        this.readings = readings;
    }

    /**
     * Starts with the process environment as the only source.
     *
     * @throws IllegalArgumentException if {@code type} is no record, or a component can't be read from text
     */
    public static <T> Builder<T> of(Class<T> type) {
        return new Builder<>(Schema.of(type));
    }

    public T values() {
        return values;
    }

    /** A table of every variable, its value (secrets masked) and its source. */
    public String describe() {
        return Table.of(readings);
    }

    @Override
    public String toString() {
        return describe();
    }

    /** Which sources to read, the first that holds a variable winning. One thread at a time. */
    public static final class Builder<T> {
        private final Schema<T> schema;
        private final List<DotEnv> files = new ArrayList<>();
        private Optional<Source> environment = Optional.empty();

        private Builder(Schema<T> schema) {
            this.schema = schema;
        }

        /** Reads {@code variables} in place of the process environment. */
        public Builder<T> environment(Map<String, String> variables) {
            environment = Optional.of(Source.of("environment", variables));
            return this;
        }

        /** Reads a file of {@code NAME=value} lines too, after the environment and the files named before. */
        public Builder<T> dotEnv(Path file) {
            files.add(DotEnv.read(Objects.requireNonNull(file, "file")));
            return this;
        }

        /**
         * Reads, converts and validates all.
         *
         * @throws ConfigException with every problem, if there is any
         */
        public EnvironmentConfig<T> load() {
            List<Source> sources = new ArrayList<>();
            sources.add(environment.orElseGet(Source::process));
            sources.addAll(files);
            List<Problem> unreadable =
                    files.stream().flatMap(file -> file.problems().stream()).toList();
            return new Reader<>(schema, sources, unreadable).read();
        }
    }
}
