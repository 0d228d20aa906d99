/**
 * A release as ordered steps with their undo: run, resumed after a crash, or rolled back.
 *
 * <p>Start at {@link dev.seaworthy.core.deploy.release.Release}:
 *
 * <pre>{@code
 * Release release = Release.named("contentmax", "42")
 *         .journal(Journal.directory(Path.of("/var/lib/contentmax/releases")))
 *         .step(Step.named("backup").run(context -> backups.backUpDatabase()).build())
 *         .step(Step.named("deploy").run(vercel.deployPrebuilt()).undo(vercel.rollback(before, inTime)).build())
 *         .step(Step.check("smoke", smoke).retries(3).build())
 *         .step(Step.named("purge").run(context -> cdn.purge(pages)).againAfterUndo().build())
 *         .lastly("notify", outcome -> notifier.send(notice(outcome)))
 *         .build();
 * ReleaseOutcome outcome = release.run();
 * }</pre>
 */
package dev.seaworthy.core.deploy.release;
