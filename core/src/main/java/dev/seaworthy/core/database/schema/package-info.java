/**
 * What a database shall have, as values: indexes, partitions, row-level security, roles, settings.
 *
 * <p>Start at {@link dev.seaworthy.core.database.schema.Index}:
 *
 * <pre>{@code
 * Index.named("idx_content_user_created").on("content").columns("user_id").descending("created_at").build()
 * }</pre>
 *
 * <p>Conditions and expressions are SQL, written by the developer and sent as they are; names are quoted.
 */
package dev.seaworthy.core.database.schema;
