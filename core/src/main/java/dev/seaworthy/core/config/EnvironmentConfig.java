package dev.seaworthy.core.config;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.config.dotenv.Dialect;
import dev.seaworthy.core.config.problem.Problem;
import dev.seaworthy.core.config.source.DotEnvFile;
import dev.seaworthy.core.config.source.SecretDirectory;
import dev.seaworthy.core.config.source.Variables;
import dev.seaworthy.core.config.value.Stage;
import java.io.Serializable;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An environment that was read whole, converted and validated. Safe for use by many threads: each read sees one load or
 * another, never a mixture.
 *
 * @param <T> the record that declares it
 */
public final class EnvironmentConfig<T> {
    private final Schema<T> schema;
    private final Loader<T> loader;
    private final List<Listener<T>> listeners = new CopyOnWriteArrayList<>();
    private volatile Snapshot<T> current;

    private EnvironmentConfig(Schema<T> schema, Loader<T> loader) {
        this.schema = schema;
        this.loader = loader;
        this.current = loader.load();
    }

    /**
     * Starts with the process environment as the only source.
     *
     * @throws IllegalArgumentException as {@link Schema#of(Class, TypeConverter...)} does
     */
    public static <T> Builder<T> of(Class<T> type) {
        return of(Schema.of(type));
    }

    /** As {@link #of(Class)}, for a schema with types of your own, or without a record. */
    public static <T> Builder<T> of(Schema<T> schema) {
        return new Builder<>(schema);
    }

    /**
     * The values of the last good load; the same object until {@link #reload()} brings others.
     *
     * @throws ConfigException if the load went on in development and a value can't be used
     */
    public T values() {
        Snapshot<T> now = current;
        return now.values().orElseThrow(() -> new ConfigException(now.problems()));
    }

    /**
     * One value, also where another can't be used and the load went on in development.
     *
     * @param component the accessor of a record of the schema, such as {@code Settings::emailFrom}
     * @throws ConfigException if this value can't be used; it names the variable
     * @throws IllegalArgumentException if no record of the schema has it, or several parts have
     */
    public <R extends Record, V> V get(Accessor<R, V> component) {
        return current.get(schema, component);
    }

    /** Where the service runs; {@link Stage#PRODUCTION} when nothing says so. */
    public Stage stage() {
        return current.stage();
    }

    /** What is likely to be wrong, but did not keep the environment from loading. */
    public List<Problem> warnings() {
        return current.warnings();
    }

    /** A table of every variable: its name, type, value (secrets masked), and source. */
    public String describe() {
        return Table.of(current.readings().values());
    }

    /**
     * The variables that browsers may see, by name: those declared with the prefix of a build tool, such as
     * {@code NEXT_PUBLIC_}. A secret can't be among them.
     */
    public SortedMap<String, String> forBrowsers() {
        SortedMap<String, String> texts = new TreeMap<>();
        Snapshot<T> now = current;
        schema.settings().stream()
                .filter(Setting::isForBrowsers)
                .map(setting -> now.reading(setting.name()))
                .filter(reading -> !reading.isSpoiled() && !reading.isMasked())
                .forEach(reading -> reading.text()
                        .ifPresent(text -> texts.put(reading.setting().name(), text)));
        return Collections.unmodifiableSortedMap(texts);
    }

    /**
     * For a comparison with another process, which is given the same key.
     *
     * @param key at least {@value Fingerprint#LEAST_KEY_BYTES} bytes
     */
    public Fingerprint fingerprint(Secret key) {
        return Fingerprint.of(current.readings(), key);
    }

    /** What differs from another environment of this process, without values. */
    public List<Fingerprint.Difference> diff(EnvironmentConfig<?> other) {
        byte[] random = new byte[Fingerprint.LEAST_KEY_BYTES];
        new SecureRandom().nextBytes(random);
        Secret key = Secret.of(HexFormat.of().formatHex(random));
        return fingerprint(key).diff(other.fingerprint(key));
    }

    /**
     * Reads all sources again. A whole new load takes the place of this one, or none of it does, in development too.
     * Listeners are called before this returns, on this thread; other reloads wait.
     *
     * @return the variables that have another text now
     * @throws ConfigException if the new load has a problem; the last good one stays
     */
    public synchronized Set<String> reload() {
        Snapshot<T> next = loader.reload();
        Set<String> changed = next.changedFrom(current);
        current = next;
        T values = values();
        listeners.stream()
                .filter(listener -> changed.contains(listener.variable()))
                .forEach(listener -> listener.tell(values));
        return changed;
    }

    /**
     * Calls a listener after each {@link #reload()} that brought this variable another text. What it throws is logged,
     * and keeps no other listener from being called.
     *
     * @return ends it
     * @throws IllegalArgumentException if the schema does not declare the variable
     */
    public Subscription onChange(String variable, Consumer<? super T> listener) {
        if (schema.setting(variable).isEmpty()) {
            throw new IllegalArgumentException(schema.name() + " does not declare " + variable);
        }
        Listener<T> added = new Listener<>(variable, listener);
        listeners.add(added);
        return () -> listeners.remove(added);
    }

    @Override
    public String toString() {
        return describe();
    }

    /** A method reference to the accessor of a record. */
    @FunctionalInterface
    public interface Accessor<R extends Record, V> extends Function<R, V>, Serializable {}

    /** What {@link #onChange} has begun. */
    @FunctionalInterface
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Says which sources to read. The environment of the process comes first, then the others in the order in which
     * they are named; the first that holds a variable wins. {@link #load()} and each reload read them anew, but maps:
     * these are copied when they are given. One thread at a time.
     */
    public static final class Builder<T> {
        private final Schema<T> schema;
        private final List<Opening> openings = new ArrayList<>();
        private final Set<String> prefixes = new HashSet<>();
        private final Set<String> ignored = new HashSet<>();
        private Opening environment = missing -> Variables.process();
        private @Nullable Stage stage;
        private boolean expandsReferences;
        private boolean takesDotEnvInProduction;
        private boolean takesStageFromDotEnv;
        private boolean goesOnInDevelopment;

        private Builder(Schema<T> schema) {
            this.schema = schema;
        }

        /**
         * Reads {@code variables} in place of the process environment. Copied now; later changes of the map are not
         * seen.
         *
         * @throws IllegalArgumentException if a name or a text is null
         */
        public Builder<T> environment(Map<String, String> variables) {
            Objects.requireNonNull(variables, "variables");
            Variables source = Variables.of("environment", variables);
            environment = missing -> source;
            return this;
        }

        /** Reads the system properties that bear the names of variables: {@code -DPORT=8080}. */
        public Builder<T> systemProperties() {
            return source(missing -> Variables.systemProperties());
        }

        /** Reads a file of {@code NAME=value} lines, which must exist, in {@link Dialect#STRICT}. */
        public Builder<T> dotEnv(Path file) {
            return dotEnv(file, Dialect.STRICT);
        }

        public Builder<T> dotEnv(Path file, Dialect dialect) {
            Objects.requireNonNull(file, "file");
            Objects.requireNonNull(dialect, "dialect");
            return source(missing -> DotEnvFile.read(file, dialect));
        }

        /** As {@link #dotEnv(Path)}, for a file that only the machines of developers have. */
        public Builder<T> dotEnvIfPresent(Path file) {
            return dotEnvIfPresent(file, Dialect.STRICT);
        }

        public Builder<T> dotEnvIfPresent(Path file, Dialect dialect) {
            Objects.requireNonNull(file, "file");
            Objects.requireNonNull(dialect, "dialect");
            return source(missing -> DotEnvFile.readIfPresent(file, dialect));
        }

        /** Production refuses {@code .env} files unless this is said: its values belong where its secrets are kept. */
        public Builder<T> allowDotEnvInProduction() {
            takesDotEnvInProduction = true;
            return this;
        }

        /**
         * Lets a {@code .env} file say that this is not production. Unless this is said, the environment itself has to:
         * a file that was copied into an image would turn the rules of production off.
         */
        public Builder<T> stageFromDotEnv() {
            takesStageFromDotEnv = true;
            return this;
        }

        /**
         * Reads a directory of mounted secrets, a file for each, as Kubernetes and Docker lay them:
         * {@code DB_PASSWORD}, {@code db_password} or {@code db-password}. One newline at the end of a file is not a
         * part of the value; a file has at most 64 KiB. A load sees one revision of a Kubernetes mount.
         */
        public Builder<T> secretDirectory(Path directory) {
            Objects.requireNonNull(directory, "directory");
            return source(missing -> SecretDirectory.open(directory));
        }

        /**
         * Reads a map, which reports call by this name. Copied now; later changes of the map are not seen.
         *
         * @throws IllegalArgumentException if a name or a text is null
         */
        public Builder<T> variables(String name, Map<String, String> variables) {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(variables, "variables");
            Variables source = Variables.of(name, variables);
            return source(missing -> source);
        }

        /** Asks a remote source for what no earlier one holds, and waits no longer than {@code timeout} for it. */
        public Builder<T> remote(RemoteSource remote, Duration timeout) {
            Objects.requireNonNull(remote, "remote");
            if (timeout.isNegative() || timeout.isZero()) {
                throw new IllegalArgumentException("The timeout of " + remote.name() + " must be positive: " + timeout);
            }
            return source(missing -> Remote.read(remote, timeout, missing.get()));
        }

        /**
         * Replaces {@code ${OTHER}} in what is set, and in the path that a {@code NAME_FILE} holds, by what OTHER is
         * set to. Nothing is run; defaults stay as they are. References lead to others at most 32 deep. A remote source
         * is asked for declared variables alone, so it does not help one that is only referred to.
         */
        public Builder<T> expandReferences() {
            expandsReferences = true;
            return this;
        }

        /**
         * Refuses what is set under this prefix and declared by nothing: {@code CONTENTMAX_}.
         *
         * @throws IllegalArgumentException if the prefix is blank: the environment of every process holds what is not
         *     ours
         */
        public Builder<T> refuseUnknown(String prefix) {
            if (prefix.isBlank()) {
                throw new IllegalArgumentException("The prefix of unknown variables must not be blank");
            }
            prefixes.add(prefix);
            return this;
        }

        /**
         * Variables that are for someone else, however near their names come to ours. So {@code LOG_FILE}, which names
         * the file that holds {@code LOG}, no longer does.
         */
        public Builder<T> ignore(String... variables) {
            ignored.addAll(List.of(variables));
            return this;
        }

        /**
         * Says the stage where the schema has none. Without either, the rules of production hold.
         *
         * @throws IllegalArgumentException if the schema declares a variable for it
         */
        public Builder<T> stage(Stage told) {
            if (schema.stage().isPresent()) {
                throw new IllegalArgumentException(schema.name() + " reads the stage from a variable; set that one");
            }
            stage = told;
            return this;
        }

        /**
         * In {@link Stage#DEVELOPMENT}, when that is said, logs the problems and goes on; who reads a value that can't
         * be used then gets an error that names it.
         */
        public Builder<T> goOnInDevelopment() {
            goesOnInDevelopment = true;
            return this;
        }

        /**
         * Reads, converts and validates all. Warnings are logged.
         *
         * @throws ConfigException with every problem, if there is any
         */
        public EnvironmentConfig<T> load() {
            List<Opening> all = new ArrayList<>(List.of(environment));
            all.addAll(openings);
            Rules rules = new Rules(
                    stage,
                    expandsReferences,
                    takesDotEnvInProduction,
                    takesStageFromDotEnv,
                    goesOnInDevelopment,
                    prefixes,
                    ignored);
            return new EnvironmentConfig<>(schema, new Loader<>(schema, rules, all));
        }

        private Builder<T> source(Opening opening) {
            openings.add(opening);
            return this;
        }
    }
}
