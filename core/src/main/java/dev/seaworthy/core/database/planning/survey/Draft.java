package dev.seaworthy.core.database.planning.survey;

import dev.seaworthy.core.database.catalog.Table;

/**
 * What is asked of PostgreSQL to be written in its own way.
 *
 * @param statement that makes it on the {@linkplain TableCopy copy} of the table
 * @param declaration what it stands for, as messages name it
 */
public record Draft(Table table, String name, Kind kind, String statement, String declaration) {
    /** What a draft makes of a copy. */
    public enum Kind {
        INDEX,
        UNIQUE_INDEX,
        POLICY,
        NEW_NAME
    }

    /** Whether a schema has only one of this name, and not each table one. */
    boolean isRelation() {
        return kind != Kind.POLICY;
    }
}
