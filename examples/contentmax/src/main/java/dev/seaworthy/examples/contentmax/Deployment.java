package dev.seaworthy.examples.contentmax;

import dev.seaworthy.backup.BackupReport;
import dev.seaworthy.backup.drill.DrillRecord;
import dev.seaworthy.core.deploy.checklist.ProductionChecklist;
import dev.seaworthy.core.deploy.checklist.RunOptions;
import dev.seaworthy.core.deploy.checklist.report.ChecklistReport;
import dev.seaworthy.core.deploy.checklist.report.Phase;
import dev.seaworthy.core.deploy.release.ReleaseOutcome;
import dev.seaworthy.core.deploy.release.ReleaseStatus;
import dev.seaworthy.examples.contentmax.local.RunFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** The deployment of a version, as a person meets it: the checklist, the release, and the checklist again. */
final class Deployment {
    private final Path home;
    private final Reports reports;
    private final RunFolder folder;
    private final Closing closing;
    private final Fault fault;
    private final Steps steps = new Steps(System.out);

    /** @param fault of the new instance, which has to be taken back if it has one */
    Deployment(Path home, RunFolder folder, Closing closing, Fault fault) {
        this.home = home;
        reports = new Reports(home.resolve("target/deployment"));
        this.folder = folder;
        this.closing = closing;
        this.fault = fault;
    }

    /** @throws StepFailedException if the version does not serve in the end */
    void run() throws Exception {
        System.out.println("ContentMax " + Rollout.VERSION + " goes to production, on this machine alone.");
        Ground ground = Ground.lay(home, folder, closing, steps);
        Production production =
                steps.step("Serve the version of today", () -> Production.serve(ground, home, folder, closing));
        steps.step("Back up and prove it, as last night", () -> backUp(production));
        Instance next = new Instance(ground, closing, fault);
        Boxes boxes = new Boxes(production, next, reports);
        ProductionChecklist checklist = boxes.checklist();
        ChecklistReport before = steps.step("Tick the boxes before a deployment", () -> before(checklist));
        StepFailedException.unless(!before.blocked(), "the checklist blocks: " + before.blockedBy());
        Rollout rollout =
                new Rollout(production, next, platform(production), boxes.target(), context -> backUp(production));
        ReleaseOutcome outcome = steps.step("Release", () -> release(rollout));
        if (!outcome.isReleased()) {
            steps.step("See what visitors have now", () -> today(production));
            steps.step("Hear what the team was told", () -> recount(production));
            throw new StepFailedException("the release was not kept: " + outcome.reason());
        }
        steps.step("Release it once more", () -> again(rollout, production));
        ChecklistReport after = steps.step("Tick the rest of the boxes", () -> after(checklist, before));
        steps.step("Hear what the team was told", () -> recount(production));
        Path written = steps.step("Write the reports", () -> write(after));
        StepFailedException.unless(!after.blocked(), "the checklist blocks: " + after.blockedBy());
        steps.summary("ContentMax " + Rollout.VERSION + " serves all visitors; the evidence is in " + written + ".");
    }

    private Platform platform(Production production) {
        return new Platform(
                production.vercel,
                production.ground.settings().vercelToken(),
                line -> steps.say("vercel says: %s", line));
    }

    private ChecklistReport before(ProductionChecklist checklist) {
        ChecklistReport report = checklist.run(RunOptions.of(Phase.PRE_DEPLOYMENT));
        steps.say("%s", report.toText().stripTrailing());
        return report;
    }

    private ChecklistReport after(ProductionChecklist checklist, ChecklistReport before) {
        ChecklistReport deployed = checklist.run(RunOptions.of(Phase.DEPLOYMENT).after(before));
        ChecklistReport report =
                checklist.run(RunOptions.of(Phase.POST_DEPLOYMENT).after(deployed));
        steps.say("%s", report.toText().stripTrailing());
        return report;
    }

    private ReleaseOutcome release(Rollout rollout) {
        ReleaseOutcome outcome = rollout.release().run();
        steps.say("%s", outcome);
        return outcome;
    }

    /** Whoever starts a deployment twice deploys once. */
    private Void again(Rollout rollout, Production production) throws StepFailedException {
        List<String> before = production.vercel.log();
        ReleaseOutcome outcome = release(rollout);
        StepFailedException.unless(
                outcome.status() == ReleaseStatus.ALREADY_RELEASED
                        && production.vercel.log().equals(before),
                "a second release of the same version did something");
        steps.say("Vercel was asked for nothing: deploying twice is safe.");
        return null;
    }

    private Void today(Production production) throws Exception {
        URI serving = production.vercel.production();
        boolean serves =
                production.smoke(production.router.uri("/")).run().status().holds();
        StepFailedException.unless(
                serving.equals(production.today) && serves, "visitors do not have the version of before: " + serving);
        steps.say("The version of before serves all visitors.");
        return null;
    }

    private Void recount(Production production) {
        production.team.recount(steps);
        return null;
    }

    private Void backUp(Production production) throws StepFailedException {
        BackupReport report = production.backups.backUpDatabase();
        DrillRecord drilled = production.drill.run();
        StepFailedException.unless(
                drilled.verdict().isProven(), drilled.verdict().summary());
        steps.say("Backup %s restores, row for row; drill %s is kept.", report.id(), drilled.id());
        return null;
    }

    private Path write(ChecklistReport report) throws IOException {
        reports.keep("checklist.html", report.toHtml());
        reports.keep("checklist.json", report.toJson());
        reports.keep("checklist.md", report.toMarkdown());
        reports.keep("TEST-checklist.xml", report.toJUnitXml());
        steps.say("HTML, JSON, Markdown and JUnit XML, beside the texts of the scan and the audit.");
        return reports.folder();
    }
}
