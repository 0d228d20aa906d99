/**
 * A PostgreSQL database as it shall be: declared, compared, and made so while it is in use.
 *
 * <p>Start at {@link dev.seaworthy.core.database.DatabaseSetup}:
 *
 * <pre>{@code
 * DatabaseSetup setup = DatabaseSetup.builder()
 *         .index(Index.named("idx_content_user_created").on("content").columns("user_id").descending("created_at").build())
 *         .rowLevelSecurity(Supabase.ownRows("content", "user_id"))
 *         .build();
 *
 * DatabasePlan plan = setup.plan(dataSource);
 * System.out.println(plan);
 * setup.apply(plan, dataSource);
 * }</pre>
 *
 * <p>It makes no tables and alters no columns, which is the work of migrations.
 */
package dev.seaworthy.core.database;
