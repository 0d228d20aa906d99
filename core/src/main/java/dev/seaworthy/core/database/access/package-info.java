/**
 * Who can do what with whose rows of a table, found out by trying.
 *
 * <p>Start at {@link dev.seaworthy.core.database.access.RowAccess}:
 *
 * <pre>{@code
 * AccessMatrix matrix = RowAccess.of("content").ownedBy("user_id").otherOwner("8")
 *         .as(Identity.of("app_user", "7").saying("SET LOCAL app.user_id = '7'"))
 *         .build()
 *         .test(dataSource);
 * }</pre>
 */
package dev.seaworthy.core.database.access;
