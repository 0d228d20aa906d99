package dev.seaworthy.core.database.schema;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * A role that a server shall have (PostgreSQL documentation, {@code CREATE ROLE}). Immutable.
 *
 * <p>What is not said of a role that is there is not touched; one that is made has what PostgreSQL gives it then.
 *
 * <p>It has no password here: set one by other means, or let the role log in by a certificate.
 */
public final class Role {
    private final String name;
    private final Optional<Boolean> login;
    private final Optional<Boolean> bypass;
    private final OptionalInt connectionLimit;
    private final Set<String> groups;

    private Role(Builder builder) {
        this.name = builder.name;
        this.login = builder.login;
        this.bypass = builder.bypass;
        this.connectionLimit = builder.connectionLimit;
        this.groups = Set.copyOf(builder.groups);
    }

    public static Builder named(String name) {
        return new Builder(name);
    }

    public String name() {
        return name;
    }

    /** Whether it may connect, if that is said. */
    public Optional<Boolean> canLogin() {
        return login;
    }

    /** Whether row-level security does not hold for it, if that is said. */
    public Optional<Boolean> bypassesRowLevelSecurity() {
        return bypass;
    }

    /** How many connections it may have at once, if that is said; -1 for any number. */
    public OptionalInt connectionLimit() {
        return connectionLimit;
    }

    /** The roles that it is a member of, at least. */
    public Set<String> groups() {
        return groups;
    }

    @Override
    public String toString() {
        return "role " + name;
    }

    /** One thread at a time. */
    public static final class Builder {
        private final String name;
        private final Set<String> groups = new TreeSet<>();
        private Optional<Boolean> login = Optional.empty();
        private Optional<Boolean> bypass = Optional.empty();
        private OptionalInt connectionLimit = OptionalInt.empty();

        private Builder(String name) {
            this.name = name;
        }

        /** It may connect. A role that is made may not unless this is said. */
        public Builder login() {
            login = Optional.of(true);
            return this;
        }

        /** It may not connect. */
        public Builder noLogin() {
            login = Optional.of(false);
            return this;
        }

        /** Row-level security does not hold for it. Only a superuser can give that. */
        public Builder bypassRowLevelSecurityUnsafe() {
            bypass = Optional.of(true);
            return this;
        }

        /** Row-level security holds for it. For a role that is made it does unless told otherwise. */
        public Builder boundByRowLevelSecurity() {
            bypass = Optional.of(false);
            return this;
        }

        /** How many connections it may have at once, -1 for any number, which a role that is made has by itself. */
        public Builder connectionLimit(int connections) {
            connectionLimit = OptionalInt.of(connections);
            return this;
        }

        /** Roles that it is a member of. */
        public Builder memberOf(String... roles) {
            groups.addAll(Arrays.asList(roles));
            return this;
        }

        /**
         * The role.
         *
         * @throws IllegalArgumentException that lists all that does not fit
         */
        public Role build() {
            Problems problems = new Problems("role " + name);
            problems.name(name);
            problems.check(!name.startsWith("pg_"), "has a name that PostgreSQL keeps for itself");
            connectionLimit.ifPresent(
                    limit -> problems.check(limit >= -1, "has a connection limit below zero: " + limit));
            problems.check(!groups.contains(name), "is a member of itself");
            problems.throwIfAny();
            return new Role(this);
        }
    }
}
