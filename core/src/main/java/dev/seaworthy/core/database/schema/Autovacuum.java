package dev.seaworthy.core.database.schema;

import dev.seaworthy.core.database.postgres.TableName;
import java.util.Map;
import java.util.TreeMap;

/**
 * When autovacuum looks after a table (PostgreSQL documentation, {@code CREATE TABLE}, "Storage Parameters"). Of a
 * partitioned table it is set on each partition. Immutable.
 */
public final class Autovacuum {
    private final TableName table;
    private final Map<String, String> parameters;

    private Autovacuum(Builder builder) {
        this.table = builder.table;
        this.parameters = new TreeMap<>(builder.parameters);
    }

    public static Builder of(String table) {
        return new Builder(TableName.of(table));
    }

    public TableName table() {
        return table;
    }

    /** Storage parameters by name, sorted. */
    public Map<String, String> parameters() {
        return new TreeMap<>(parameters);
    }

    @Override
    public String toString() {
        return "autovacuum of " + table;
    }

    /** One thread at a time. */
    public static final class Builder {
        private final TableName table;
        private final Map<String, String> parameters = new TreeMap<>();

        private Builder(TableName table) {
            this.table = table;
        }

        /** The share of dead rows that starts a vacuum: 0.2 in PostgreSQL unless told otherwise. */
        public Builder vacuumScaleFactor(double share) {
            return parameter("autovacuum_vacuum_scale_factor", Double.toString(share));
        }

        /** The share of changed rows that starts an analyze: 0.1 in PostgreSQL unless told otherwise. */
        public Builder analyzeScaleFactor(double share) {
            return parameter("autovacuum_analyze_scale_factor", Double.toString(share));
        }

        /** The share of inserted rows that starts a vacuum: 0.2 in PostgreSQL unless told otherwise. */
        public Builder vacuumInsertScaleFactor(double share) {
            return parameter("autovacuum_vacuum_insert_scale_factor", Double.toString(share));
        }

        /**
         * Any other of them, as {@code ALTER TABLE … SET} takes it: {@code autovacuum_vacuum_threshold}, {@code 1000}.
         */
        public Builder parameter(String name, String value) {
            parameters.put(name, value);
            return this;
        }

        /**
         * The declaration.
         *
         * @throws IllegalArgumentException that lists all that does not fit
         */
        public Autovacuum build() {
            Problems problems = new Problems("autovacuum of " + table);
            problems.check(!parameters.isEmpty(), "sets nothing");
            parameters.keySet().forEach(name -> {
                problems.word(name, "parameter");
                problems.check(
                        name.startsWith("autovacuum_")
                                || name.startsWith("vacuum_")
                                || name.equals("log_autovacuum_min_duration"),
                        "has a parameter that is none of autovacuum: " + name);
            });
            problems.throwIfAny();
            return new Autovacuum(this);
        }
    }
}
