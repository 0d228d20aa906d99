package dev.seaworthy.core.database.planning.survey;

import dev.seaworthy.core.database.catalog.Table;

/**
 * What is asked of PostgreSQL to be written in its own way.
 *
 * @param name of the index or the policy
 * @param isRelation whether a schema has one of this name, as of an index, and not each table
 * @param statement that makes it on the {@linkplain Canon#copy copy} of the table
 * @param declaration what it stands for, as messages name it
 */
public record Draft(Table table, String name, boolean isRelation, String statement, String declaration) {}
