package dev.seaworthy.core.database.schema;

import dev.seaworthy.core.database.postgres.TableName;
import dev.seaworthy.core.database.sql.Identifier;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a role may do with a table, a sequence or a schema (PostgreSQL documentation, "Privileges"). Immutable.
 *
 * <p>What it may do beyond that is left alone, unless {@link #andNothingElse()} is said.
 */
public final class Grant {
    private final Target target;
    private final TableName relation; // of a schema, any table of it
    private final String role;
    private final Set<Privilege> privileges;
    private final boolean exclusive;

    private Grant(Target target, TableName relation, String role, Set<Privilege> privileges, boolean exclusive) {
        this.target = target;
        this.relation = relation;
        this.role = role;
        this.privileges = privileges;
        this.exclusive = exclusive;
        Problems problems = new Problems(toString());
        problems.name(role);
        problems.check(
                target.privileges().containsAll(privileges),
                "gives what there is not for a " + target + ": it has " + target.privileges());
        problems.throwIfAny();
    }

    /** On a table, a view or a partitioned table. */
    public static Grant onTable(String table, String role, Privilege... privileges) {
        return new Grant(Target.TABLE, TableName.of(table), role, set(privileges), false);
    }

    public static Grant onSequence(String sequence, String role, Privilege... privileges) {
        return new Grant(Target.SEQUENCE, TableName.of(sequence), role, set(privileges), false);
    }

    public static Grant onSchema(String schema, String role, Privilege... privileges) {
        return new Grant(Target.SCHEMA, new TableName(schema, "any"), role, set(privileges), false);
    }

    /** The same, and what the role was given beyond it is taken away, by a dangerous change. */
    public Grant andNothingElse() {
        return new Grant(target, relation, role, privileges, true);
    }

    public Target target() {
        return target;
    }

    /** {@code public.content}, or the name of a schema. */
    public String object() {
        return target == Target.SCHEMA ? schema() : relation.toString();
    }

    /** The table or the sequence, if it is on one. */
    public TableName relation() {
        return relation;
    }

    /** The schema of the object, or the object itself. */
    public String schema() {
        return relation.schema();
    }

    /** The object, as SQL needs it. */
    public String sql() {
        return target == Target.SCHEMA ? Identifier.quote(schema()) : relation.sql();
    }

    /** A role, or {@code public} for everyone. */
    public String role() {
        return role;
    }

    public Set<Privilege> privileges() {
        return Set.copyOf(privileges);
    }

    public boolean isExclusive() {
        return exclusive;
    }

    /** {@code grant on table public.content to authenticated}. */
    @Override
    public String toString() {
        return "grant on " + target + " " + object() + " to " + role;
    }

    private static Set<Privilege> set(Privilege... privileges) {
        Set<Privilege> set = EnumSet.noneOf(Privilege.class);
        set.addAll(Arrays.asList(privileges));
        return set;
    }

    /** One thing that a role may do. */
    public enum Privilege {
        SELECT,
        INSERT,
        UPDATE,
        DELETE,
        TRUNCATE,
        REFERENCES,
        TRIGGER,
        USAGE,
        CREATE
    }

    /** What something may be done with. */
    public enum Target {
        TABLE,
        SEQUENCE,
        SCHEMA;

        private Set<Privilege> privileges() {
            return switch (this) {
                case TABLE -> EnumSet.range(Privilege.SELECT, Privilege.TRIGGER);
                case SEQUENCE -> EnumSet.of(Privilege.SELECT, Privilege.UPDATE, Privilege.USAGE);
                case SCHEMA -> EnumSet.of(Privilege.USAGE, Privilege.CREATE);
            };
        }

        /** {@code table}. */
        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
