package dev.seaworthy.core.database.schema;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The settings that a session begins with, by role or by database ({@code ALTER ROLE … SET}, {@code ALTER DATABASE …
 * SET}). Sessions that are open keep theirs. Immutable.
 */
public final class SessionDefaults {
    /** Settings that are lists, which can't be written as one text. */
    private static final Set<String> LISTS = Set.of(
            "search_path",
            "temp_tablespaces",
            "session_preload_libraries",
            "local_preload_libraries",
            "shared_preload_libraries");

    private final Optional<String> role;
    private final Map<String, String> settings;

    private SessionDefaults(Builder builder) {
        this.role = builder.role;
        this.settings = new TreeMap<>(builder.settings);
    }

    /** Of all sessions of this database. */
    public static Builder ofDatabase() {
        return new Builder(Optional.empty());
    }

    /** Of the sessions of a role, in each database of the server. */
    public static Builder ofRole(String role) {
        return new Builder(Optional.of(role));
    }

    /** Empty for all roles. */
    public Optional<String> role() {
        return role;
    }

    /** By name, sorted. */
    public Map<String, String> settings() {
        return new TreeMap<>(settings);
    }

    @Override
    public String toString() {
        return "session defaults of " + role.map(name -> "role " + name).orElse("the database");
    }

    /** One thread at a time. */
    public static final class Builder {
        private final Optional<String> role;
        private final Map<String, String> settings = new TreeMap<>();

        private Builder(Optional<String> role) {
            this.role = role;
        }

        /** How long a statement may take. */
        public Builder statementTimeout(Duration timeout) {
            return set("statement_timeout", timeout);
        }

        /** How long a statement may wait for a lock. */
        public Builder lockTimeout(Duration timeout) {
            return set("lock_timeout", timeout);
        }

        /** How long a transaction may be open and do nothing; then its session is ended. */
        public Builder idleInTransactionTimeout(Duration timeout) {
            return set("idle_in_transaction_session_timeout", timeout);
        }

        /** Any other setting, as {@code SET} takes it: {@code work_mem}, {@code 64MB}. */
        public Builder set(String setting, String value) {
            settings.put(setting, value);
            return this;
        }

        /**
         * The defaults.
         *
         * @throws IllegalArgumentException that lists all that does not fit
         */
        public SessionDefaults build() {
            SessionDefaults defaults = new SessionDefaults(this);
            Problems problems = new Problems(defaults.toString());
            problems.check(!settings.isEmpty(), "set nothing");
            settings.forEach((setting, value) -> {
                problems.word(setting, "setting");
                problems.check(!LISTS.contains(setting), "can't set " + setting + ", which is a list");
            });
            role.ifPresent(problems::name);
            problems.throwIfAny();
            return defaults;
        }

        private Builder set(String setting, Duration timeout) {
            if (timeout.isNegative() || timeout.isZero()) {
                throw new IllegalArgumentException(setting + " must be more than zero: " + timeout);
            }
            return set(setting, Math.max(1, timeout.toMillis()) + "ms");
        }
    }
}
