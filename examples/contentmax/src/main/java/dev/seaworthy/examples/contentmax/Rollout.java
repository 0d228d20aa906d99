package dev.seaworthy.examples.contentmax;

import dev.seaworthy.cdn.Purge;
import dev.seaworthy.core.deploy.check.Sustained;
import dev.seaworthy.core.deploy.check.ready.Budget;
import dev.seaworthy.core.deploy.release.Release;
import dev.seaworthy.core.deploy.release.ReleaseOutcome;
import dev.seaworthy.core.deploy.release.ReleaseStatus;
import dev.seaworthy.core.deploy.release.Step;
import dev.seaworthy.core.deploy.release.StepAction;
import dev.seaworthy.core.deploy.release.StepContext;
import dev.seaworthy.core.deploy.release.journal.Journal;
import dev.seaworthy.core.notify.Notice;
import dev.seaworthy.core.notify.Severity;
import java.time.Duration;

/**
 * How a version of ContentMax goes to production: a proven backup, the new instance beside the old one, its health, a
 * tenth of the visitors, all of them, a purge. What is not well is taken back.
 */
final class Rollout {
    static final String VERSION = "1.1.0";
    static final Budget BUDGET =
            Budget.errorRate(0.01).p95(Duration.ofSeconds(2)).minimumRequests(20);

    private static final Duration SOON = Duration.ofMillis(200);
    private static final Duration LONGEST_BAKE = Duration.ofMinutes(5);

    private final Production production;
    private final Instance next;
    private final Platform platform;
    private final Witnessed target;
    private final StepAction backup;

    /**
     * @param target whether the new instance is there, asked before any visitor comes to it
     * @param backup backs up, and proves it
     */
    Rollout(Production production, Instance next, Platform platform, Witnessed target, StepAction backup) {
        this.production = production;
        this.next = next;
        this.platform = platform;
        this.target = target;
        this.backup = backup;
    }

    Release release() {
        Release.Builder release = Release.named("contentmax", VERSION)
                .journal(Journal.postgres(production.ground.database()))
                .step(Step.named("backup").run(backup).build());
        bringIn(release);
        shift(release);
        return release.step(Step.named("purge")
                        .run(context -> production.cdn.purge(Purge.urls(Edge.pages(production.ground.settings()))))
                        .againAfterUndo()
                        .build())
                .step(Step.check("verify", production.smoke(production.router.uri("/")))
                        .build())
                .lastly("notify", outcome -> production.team.tell(notice(outcome)))
                .build();
    }

    private void bringIn(Release.Builder release) {
        release.step(Step.named("build")
                        .run(context -> production.vercel.build(next.start()))
                        .undo(context -> next.stop())
                        .build())
                .step(Step.named("deploy").run(platform.stage()).build())
                .step(Step.check("target", target).build())
                .step(Step.bake(
                                "health",
                                LONGEST_BAKE,
                                Sustained.of(() -> production
                                                .health(next.address())
                                                .run())
                                        .count(5)
                                        .consecutiveSuccessLimit(3)
                                        .interval(SOON)
                                        .build())
                        .build());
    }

    private void shift(Release.Builder release) {
        release.step(Step.named("share a tenth")
                        .run(context -> production.router.share(next.address(), 10))
                        .undo(context -> production.router.shareNothing())
                        .build())
                .step(Step.bake(
                                "canary",
                                LONGEST_BAKE,
                                Sustained.of(BUDGET.check(() -> production.visitors.visit(20)))
                                        .count(3)
                                        .interval(SOON)
                                        .build())
                        .build())
                .step(Step.named("promote")
                        .run(this::promote)
                        .undo(context -> platform.rollBack(production.today.toString()))
                        .build());
    }

    private void promote(StepContext context) throws Exception {
        platform.promote(context.noted("deploy", "output").orElseThrow());
        next.takesAll();
    }

    /** What the team hears when a release has come to this. */
    static String title(ReleaseStatus status) {
        return "ContentMax " + VERSION + ": " + status;
    }

    private static Notice notice(ReleaseOutcome outcome) {
        Severity severity = outcome.isReleased() ? Severity.INFO : Severity.ERROR;
        return Notice.of(severity, title(outcome.status()))
                .type("release.ended")
                .with("undone", outcome.undone().size());
    }
}
