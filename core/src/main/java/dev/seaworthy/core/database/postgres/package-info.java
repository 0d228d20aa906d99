/**
 * What PostgreSQL calls things: tables, locks, refusals.
 *
 * <p>Start at {@link dev.seaworthy.core.database.postgres.TableName}:
 *
 * <pre>{@code
 * TableName content = TableName.of("app.content");
 * }</pre>
 */
package dev.seaworthy.core.database.postgres;
