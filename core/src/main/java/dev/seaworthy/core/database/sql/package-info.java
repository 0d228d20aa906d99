/**
 * Names and texts, written so that SQL reads them as they are.
 *
 * <p>Start at {@link dev.seaworthy.core.database.sql.Identifier}:
 *
 * <pre>{@code
 * "DROP TABLE " + Identifier.quote(name)
 * }</pre>
 */
package dev.seaworthy.core.database.sql;
