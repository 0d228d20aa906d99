package dev.seaworthy.core.database.schema;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A policy of row-level security (PostgreSQL documentation, {@code CREATE POLICY}). Immutable. */
public final class Policy {
    private final String name;
    private final Command command;
    private final List<String> roles;
    private final @Nullable String using;
    private final @Nullable String check;
    private final boolean permissive;

    private Policy(Builder builder, Command command) {
        this.name = builder.name;
        this.command = command;
        this.roles = List.copyOf(builder.roles);
        this.using = builder.using;
        this.check = builder.check;
        this.permissive = builder.permissive;
    }

    /** A policy of this name, which is unique to its table. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    public String name() {
        return name;
    }

    public Command command() {
        return command;
    }

    /** Whom it is for, sorted; empty means everyone: {@code PUBLIC}. */
    public List<String> roles() {
        return roles;
    }

    /** Which existing rows are seen, as a condition in SQL. */
    public Optional<String> using() {
        return Optional.ofNullable(using);
    }

    /** Which new rows are let in, as a condition in SQL. */
    public Optional<String> withCheck() {
        return Optional.ofNullable(check);
    }

    /** Whether it opens rows beside other policies; one that does not, closes rows that others open. */
    public boolean isPermissive() {
        return permissive;
    }

    @Override
    public String toString() {
        return name;
    }

    /** What a policy is for. */
    public enum Command {
        ALL,
        SELECT,
        INSERT,
        UPDATE,
        DELETE
    }

    /** One thread at a time. */
    public static final class Builder {
        private final String name;
        private final TreeSet<String> roles = new TreeSet<>();
        private @Nullable Command command;
        private @Nullable String using;
        private @Nullable String check;
        private boolean permissive = true;

        private Builder(String name) {
            this.name = name;
        }

        /** The command that it is for. */
        public Builder on(Command policyCommand) {
            command = policyCommand;
            return this;
        }

        /** The roles that it is for. */
        public Builder to(String... roleNames) {
            roles.addAll(Arrays.asList(roleNames));
            return this;
        }

        /** Which existing rows are seen, as a condition in SQL: {@code (SELECT auth.uid()) = user_id}. */
        public Builder using(String sql) {
            using = sql;
            return this;
        }

        /** Which new rows are let in, as a condition in SQL; without it that of {@link #using} decides. */
        public Builder withCheck(String sql) {
            check = sql;
            return this;
        }

        /** It closes rows that other policies open. */
        public Builder restrictive() {
            permissive = false;
            return this;
        }

        /**
         * The policy.
         *
         * @throws IllegalArgumentException that lists all that is missing or does not fit
         */
        public Policy build() {
            Problems problems = new Problems("policy " + name);
            problems.name(name);
            problems.check(command != null, "has no command: on(Command.SELECT)");
            problems.check(using != null || check != null, "has no condition: using(…) or withCheck(…)");
            problems.check(command != Command.INSERT || using == null, "is for INSERT, which has no using(…)");
            problems.check(
                    check == null || (command != Command.SELECT && command != Command.DELETE),
                    "is for " + command + ", which has no withCheck(…)");
            problems.check(
                    (using == null || !using.isBlank()) && (check == null || !check.isBlank()),
                    "has an empty condition");
            problems.throwIfAny();
            return new Policy(this, java.util.Objects.requireNonNull(command));
        }
    }
}
