/**
 * A database as it is: a connection that is given back as it came, and questions to the catalog.
 *
 * <p>Start at {@link dev.seaworthy.core.database.catalog.Session}:
 *
 * <pre>{@code
 * try (Session session = Session.open(dataSource)) {
 *     List<String> schemas = session.query(row -> row.getString(1), "SELECT nspname FROM pg_namespace");
 * }
 * }</pre>
 */
package dev.seaworthy.core.database.catalog;
