package dev.seaworthy.core.database.schema;

import dev.seaworthy.core.database.postgres.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who sees and changes which rows of a table (PostgreSQL documentation, "Row Security Policies"). Immutable.
 *
 * <p>It holds for the table's owner too, unless {@link Builder#ownerBypasses()} says otherwise. A command without a
 * policy is denied. Partitions are closed to whoever asks them directly.
 */
public final class RowLevelSecurity {
    private final TableName table;
    private final List<Policy> policies;
    private final boolean forced;
    private final boolean exclusive;

    private RowLevelSecurity(Builder builder) {
        this.table = builder.table;
        this.policies = List.copyOf(builder.policies);
        this.forced = builder.forced;
        this.exclusive = builder.exclusive;
    }

    public static Builder on(String table) {
        return new Builder(TableName.of(table));
    }

    public TableName table() {
        return table;
    }

    public List<Policy> policies() {
        return policies;
    }

    /** Whether it holds for the table's owner too. */
    public boolean isForced() {
        return forced;
    }

    /** Whether policies that are not declared are dropped, by a dangerous change. */
    public boolean isExclusive() {
        return exclusive;
    }

    @Override
    public String toString() {
        return "row-level security of " + table;
    }

    /** One thread at a time. */
    public static final class Builder {
        private final TableName table;
        private final List<Policy> policies = new ArrayList<>();
        private boolean forced = true;
        private boolean exclusive;

        private Builder(TableName table) {
            this.table = table;
        }

        public Builder policy(Policy policy) {
            policies.add(policy);
            return this;
        }

        /** The table's owner sees and changes all rows. */
        public Builder ownerBypasses() {
            forced = false;
            return this;
        }

        /**
         * Policies that are not declared are dropped. One more permissive policy opens what all others close; without
         * this the plan only tells of it.
         */
        public Builder noOtherPolicies() {
            exclusive = true;
            return this;
        }

        /**
         * The declaration.
         *
         * @throws IllegalArgumentException if two policies have one name
         */
        public RowLevelSecurity build() {
            Problems problems = new Problems("row-level security of " + table);
            Set<String> names = new HashSet<>();
            policies.forEach(
                    policy -> problems.check(names.add(policy.name()), "has two policies named " + policy.name()));
            problems.throwIfAny();
            return new RowLevelSecurity(this);
        }
    }
}
