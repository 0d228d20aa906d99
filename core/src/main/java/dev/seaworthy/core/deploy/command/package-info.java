/**
 * Child processes for a release: an allow-list of variables, secrets masked, the whole process tree ended in time.
 *
 * <p>Start at {@link dev.seaworthy.core.deploy.command.Command}:
 *
 * <pre>{@code
 * Command migrate = Command.builder("npx", "prisma", "migrate", "deploy")
 *         .secret("DATABASE_URL", databaseUrl)
 *         .timeout(Duration.ofMinutes(5))
 *         .onLine(LOG::info)
 *         .build();
 * CommandResult result = migrate.run().orThrow();
 * }</pre>
 *
 * <p>{@link dev.seaworthy.core.deploy.command.Vercel} and {@link dev.seaworthy.core.deploy.command.Kubectl} are command
 * lines, no clients of their own. For POSIX systems.
 */
package dev.seaworthy.core.deploy.command;
