package dev.seaworthy.core.database.schema;

import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.core.database.sql.Identifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An index that a table shall have (PostgreSQL documentation, {@code CREATE INDEX}). Immutable.
 *
 * <p>It is built {@code CONCURRENTLY}, with the method {@code btree}, unless told otherwise.
 */
public final class Index {
    private final String name;
    private final TableName table;
    private final List<Key> keys;
    private final List<String> included;
    private final Map<String, String> parameters;
    private final String method;
    private final @Nullable String predicate;
    private final boolean unique;
    private final boolean nullsNotDistinct;
    private final boolean concurrently;

    private Index(Builder builder, TableName table) {
        this.name = builder.name;
        this.table = table;
        this.keys = List.copyOf(builder.keys);
        this.included = List.copyOf(builder.included);
        this.parameters = new TreeMap<>(builder.parameters);
        this.method = builder.method;
        this.predicate = builder.predicate;
        this.unique = builder.unique;
        this.nullsNotDistinct = builder.nullsNotDistinct;
        this.concurrently = builder.concurrently;
    }

    /** An index of this name; it stands in the schema of its table. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    public String name() {
        return name;
    }

    public TableName table() {
        return table;
    }

    public boolean isUnique() {
        return unique;
    }

    /** Whether it needs PostgreSQL 15: {@code NULLS NOT DISTINCT}. */
    public boolean isNullsNotDistinct() {
        return nullsNotDistinct;
    }

    /** Whether writes go on while it is built. */
    public boolean isConcurrent() {
        return concurrently;
    }

    /** The columns that it names, in its key and included; those inside an expression are not among them. */
    public List<String> columns() {
        List<String> columns = new ArrayList<>(keyColumns());
        columns.addAll(included);
        return columns;
    }

    /** The columns of its key, without those inside an expression. */
    public List<String> keyColumns() {
        return keys.stream().flatMap(key -> key.column().stream()).toList();
    }

    /** What follows the name of the table: {@code USING btree ("status") WHERE …}. */
    public String definition() {
        StringBuilder sql = new StringBuilder("USING ").append(Identifier.quote(method));
        sql.append(keys.stream().map(Key::sql).collect(Collectors.joining(", ", " (", ")")));
        if (!included.isEmpty()) {
            sql.append(" INCLUDE (").append(Identifier.quoteAll(included)).append(')');
        }
        if (nullsNotDistinct) {
            sql.append(" NULLS NOT DISTINCT");
        }
        if (!parameters.isEmpty()) {
            sql.append(parameters.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + entry.getValue())
                    .collect(Collectors.joining(", ", " WITH (", ")")));
        }
        Optional.ofNullable(predicate).ifPresent(text -> sql.append(" WHERE ").append(text));
        return sql.toString();
    }

    /** {@code public.idx_content_status}. */
    @Override
    public String toString() {
        return table.sibling(name).toString();
    }

    /** One column or expression of the key. */
    private record Key(Optional<String> column, String sql) {}

    /** One thread at a time. */
    public static final class Builder {
        private final String name;
        private final List<Key> keys = new ArrayList<>();
        private final List<String> included = new ArrayList<>();
        private final Map<String, String> parameters = new TreeMap<>();
        private @Nullable TableName table;
        private String method = "btree";
        private @Nullable String predicate;
        private boolean unique;
        private boolean nullsNotDistinct;
        private boolean concurrently = true;

        private Builder(String name) {
            this.name = name;
        }

        /** The table: {@code content}, or {@code app.content}; see {@link TableName#of}. */
        public Builder on(String tableName) {
            table = TableName.of(tableName);
            return this;
        }

        /** The next columns of the key, ascending. */
        public Builder columns(String... columns) {
            Arrays.stream(columns).forEach(column -> key(column, ""));
            return this;
        }

        /** The next column of the key, descending, nulls first. */
        public Builder descending(String column) {
            return key(column, " DESC");
        }

        /** The next column of the key, with what follows it in SQL: {@code text_pattern_ops}, {@code NULLS FIRST}. */
        public Builder column(String column, String options) {
            return key(column, " " + options);
        }

        /** The next part of the key as an expression in SQL: {@code lower(email)}. */
        public Builder expression(String sql) {
            keys.add(new Key(Optional.empty(), "(" + sql + ")"));
            return this;
        }

        /** Columns that are stored beside the key. */
        public Builder include(String... columns) {
            included.addAll(Arrays.asList(columns));
            return this;
        }

        /** The rows that it holds, as a condition in SQL: {@code status <> 'archived'}. */
        public Builder where(String sql) {
            predicate = sql;
            return this;
        }

        public Builder unique() {
            unique = true;
            return this;
        }

        /** Two nulls are not unique (PostgreSQL 15 and later). */
        public Builder nullsNotDistinct() {
            nullsNotDistinct = true;
            return this;
        }

        /** {@code btree} by default, {@code hash}, {@code gin}, {@code gist}, {@code brin}, or one of an extension. */
        public Builder method(String accessMethod) {
            method = accessMethod;
            return this;
        }

        /** A storage parameter: {@code fillfactor}. */
        public Builder with(String parameter, int value) {
            parameters.put(parameter, Integer.toString(value));
            return this;
        }

        /** Built while writes wait: for a table that nobody uses yet. */
        public Builder blocking() {
            concurrently = false;
            return this;
        }

        /**
         * The index.
         *
         * @throws IllegalArgumentException that lists all that is missing or does not fit
         */
        public Index build() {
            Problems problems = new Problems("index " + name);
            problems.name(name);
            problems.check(table != null, "has no table: on(…)");
            problems.check(!keys.isEmpty(), "has no column: columns(…), descending(…) or expression(…)");
            problems.check(unique || !nullsNotDistinct, "has nullsNotDistinct() and is not unique()");
            problems.check(predicate == null || !predicate.isBlank(), "has an empty where(…)");
            parameters.keySet().forEach(parameter -> problems.word(parameter, "storage parameter"));
            problems.throwIfAny();
            return new Index(this, java.util.Objects.requireNonNull(table));
        }

        private Builder key(String column, String rest) {
            keys.add(new Key(Optional.of(column), Identifier.quote(column) + rest));
            return this;
        }
    }
}
