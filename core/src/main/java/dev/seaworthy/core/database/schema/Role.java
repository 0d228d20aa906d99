package dev.seaworthy.core.database.schema;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * A role that a server shall have (PostgreSQL documentation, {@code CREATE ROLE}). Immutable.
 *
 * <p>It has no password here: set one by other means, or let the role log in by a certificate.
 */
public final class Role {
    private final String name;
    private final boolean login;
    private final boolean bypass;
    private final int connectionLimit;
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

    public boolean canLogin() {
        return login;
    }

    /** Whether row-level security does not hold for it. */
    public boolean bypassesRowLevelSecurity() {
        return bypass;
    }

    /** How many connections it may have at once; -1 for any number. */
    public int connectionLimit() {
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
        private boolean login;
        private boolean bypass;
        private int connectionLimit = -1;

        private Builder(String name) {
            this.name = name;
        }

        /** It may connect; it may not unless this is said. */
        public Builder login() {
            login = true;
            return this;
        }

        /** Row-level security does not hold for it. Only a superuser can give that. */
        public Builder bypassRowLevelSecurityUnsafe() {
            bypass = true;
            return this;
        }

        /** How many connections it may have at once; any number unless told otherwise. */
        public Builder connectionLimit(int connections) {
            connectionLimit = connections;
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
            problems.check(connectionLimit >= -1, "has a connection limit below zero: " + connectionLimit);
            problems.check(!groups.contains(name), "is a member of itself");
            problems.throwIfAny();
            return new Role(this);
        }
    }
}
