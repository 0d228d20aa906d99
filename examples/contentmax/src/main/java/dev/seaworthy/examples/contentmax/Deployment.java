package dev.seaworthy.examples.contentmax;

import dev.seaworthy.backup.BackupReport;
import dev.seaworthy.backup.database.PostgresScratchServer;
import dev.seaworthy.cdn.Purge;
import dev.seaworthy.core.deploy.check.Sustained;
import dev.seaworthy.core.deploy.check.ready.Budget;
import dev.seaworthy.core.deploy.checklist.RunOptions;
import dev.seaworthy.core.deploy.checklist.report.ChecklistReport;
import dev.seaworthy.core.deploy.checklist.report.Phase;
import dev.seaworthy.core.deploy.release.Release;
import dev.seaworthy.core.deploy.release.ReleaseOutcome;
import dev.seaworthy.core.deploy.release.Step;
import dev.seaworthy.core.deploy.release.journal.Journal;
import dev.seaworthy.core.notify.Notice;
import dev.seaworthy.core.notify.Severity;
import dev.seaworthy.examples.contentmax.local.RunFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * The release of one version of ContentMax: the checklist, a proven backup, the new instance beside the old one, its
 * health, a tenth of the visitors, all of them, a purge, and the checklist again. What is not well is taken back.
 */
final class Deployment {
    private static final String VERSION = "1.1.0";
    private static final Budget BUDGET =
            Budget.errorRate(0.01).p95(Duration.ofSeconds(2)).minimumRequests(20);

    private final Path home;
    private final RunFolder folder;
    private final Closing closing;
    private final boolean broken;
    private final Steps steps = new Steps(System.out);

    /** @param broken whether the new instance answers nobody, so that it has to be taken back */
    Deployment(Path home, RunFolder folder, Closing closing, boolean broken) {
        this.home = home;
        this.folder = folder;
        this.closing = closing;
        this.broken = broken;
    }

    /** @throws StepFailedException if the version does not serve in the end */
    void run() throws Exception {
        System.out.println("ContentMax " + VERSION + " goes to production, on this machine alone.");
        Ground ground = Ground.lay(home, folder, closing, steps);
        Production production =
                steps.step("Serve the version of today", () -> Production.serve(ground, folder, closing));
        steps.step("Back up and prove it, as last night", () -> backUp(production));
        Boxes boxes = new Boxes(production, BUDGET);
        ChecklistReport before = steps.step("Tick the boxes before a deployment", () -> before(boxes));
        StepFailedException.unless(!before.blocked(), "the checklist blocks: " + before.blockedBy());
        ReleaseOutcome outcome = steps.step("Release", () -> release(production));
        StepFailedException.unless(outcome.isReleased(), "the release was not kept: " + outcome.reason());
        ChecklistReport after = steps.step("Tick the rest of the boxes", () -> after(boxes, before));
        Path reports = steps.step("Write the reports", () -> write(after));
        StepFailedException.unless(!after.blocked(), "the checklist blocks: " + after.blockedBy());
        steps.summary("ContentMax " + VERSION + " serves all visitors; the evidence is in " + reports + ".");
    }

    private ChecklistReport before(Boxes boxes) {
        ChecklistReport report = boxes.checklist().run(RunOptions.of(Phase.PRE_DEPLOYMENT));
        steps.say("%s", report.toText().stripTrailing());
        return report;
    }

    private ChecklistReport after(Boxes boxes, ChecklistReport before) {
        ChecklistReport deployed =
                boxes.checklist().run(RunOptions.of(Phase.DEPLOYMENT).after(before));
        ChecklistReport report =
                boxes.checklist().run(RunOptions.of(Phase.POST_DEPLOYMENT).after(deployed));
        steps.say("%s", report.toText().stripTrailing());
        return report;
    }

    private ReleaseOutcome release(Production production) {
        ReleaseOutcome outcome = steps(production).run();
        steps.say("%s", outcome);
        return outcome;
    }

    private Release steps(Production production) {
        Instance next = new Instance(production.ground, closing, broken);
        return Release.named("contentmax", VERSION)
                .journal(Journal.postgres(production.ground.database()))
                .step(Step.named("backup").run(context -> backUp(production)).build())
                .step(Step.named("start")
                        .run(context -> context.note("address", next.start().toString()))
                        .undo(context -> next.stop())
                        .build())
                .step(Step.bake(
                                "health",
                                Duration.ofMinutes(5),
                                Sustained.of(() ->
                                                production.smoke(next.address()).run())
                                        .count(5)
                                        .consecutiveSuccessLimit(3)
                                        .interval(Duration.ofMillis(200))
                                        .build())
                        .build())
                .step(Step.named("shift a tenth")
                        .run(context -> production.router.shift(next.address(), 10))
                        .undo(context -> production.router.shift(production.today.uri("/"), 100))
                        .build())
                .step(Step.bake(
                                "canary",
                                Duration.ofMinutes(5),
                                Sustained.of(BUDGET.check(() -> production.visitors.visit(20)))
                                        .count(3)
                                        .interval(Duration.ofMillis(200))
                                        .build())
                        .build())
                .step(Step.named("shift all")
                        .run(context -> production.router.shift(next.address(), 100))
                        .undo(context -> production.router.shift(production.today.uri("/"), 100))
                        .build())
                .step(Step.named("purge")
                        .run(context -> production.cdn.purge(Purge.urls(Edge.pages(production.ground.settings()))))
                        .againAfterUndo()
                        .build())
                .step(Step.check("verify", production.smoke(production.router.uri("/")))
                        .build())
                .lastly("notify", outcome -> production.team.send(notice(outcome)))
                .build();
    }

    private static Notice notice(ReleaseOutcome outcome) {
        Severity severity = outcome.isReleased() ? Severity.INFO : Severity.ERROR;
        return Notice.of(severity, "ContentMax " + VERSION + ": " + outcome.status())
                .with("undone", outcome.undone().size());
    }

    private Void backUp(Production production) throws StepFailedException {
        BackupReport report = production.backups.backUpDatabase();
        production.backedUp(Instant.now());
        boolean proven = production
                .backups
                .testRestore(report.id(), production.identity, PostgresScratchServer.of(production.ground.connection()))
                .isProven();
        StepFailedException.unless(proven, "backup " + report.id() + " is not proven");
        production.restored(Instant.now());
        steps.say("Backup %s restores, row for row.", report.id());
        return null;
    }

    private Path write(ChecklistReport report) throws IOException {
        Path reports = Files.createDirectories(home.resolve("target/deployment"));
        Files.writeString(reports.resolve("checklist.html"), report.toHtml());
        Files.writeString(reports.resolve("checklist.json"), report.toJson());
        Files.writeString(reports.resolve("checklist.md"), report.toMarkdown());
        Files.writeString(reports.resolve("TEST-checklist.xml"), report.toJUnitXml());
        steps.say("HTML, JSON, Markdown and JUnit XML.");
        return reports;
    }

    /** The new instance beside the old one. */
    private static final class Instance {
        private final Ground ground;
        private final Closing closing;
        private final boolean broken;
        private volatile URI address = URI.create("http://127.0.0.1:1/"); // where nobody answers

        private volatile AutoCloseable server = () -> {};

        Instance(Ground ground, Closing closing, boolean broken) {
            this.ground = ground;
            this.closing = closing;
            this.broken = broken;
        }

        URI start() throws Exception {
            stop();
            WebServer web = ground.serve();
            server = closing.keep(web);
            address = web.uri("/");
            if (broken) {
                web.close();
            }
            return address;
        }

        URI address() {
            return address;
        }

        void stop() throws Exception {
            server.close();
        }
    }
}
