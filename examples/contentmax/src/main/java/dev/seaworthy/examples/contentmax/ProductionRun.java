package dev.seaworthy.examples.contentmax;

import dev.seaworthy.backup.BackupManager;
import dev.seaworthy.backup.BackupReport;
import dev.seaworthy.backup.drill.DrillRecord;
import dev.seaworthy.backup.objects.BucketBackups;
import dev.seaworthy.backup.objects.SnapshotReport;
import dev.seaworthy.backup.objects.snapshot.RestoreOptions;
import dev.seaworthy.backup.objects.snapshot.RestoreReport;
import dev.seaworthy.cdn.CdnClient;
import dev.seaworthy.cdn.Purge;
import dev.seaworthy.core.notify.LogNotifier;
import dev.seaworthy.core.schedule.JobStatus;
import dev.seaworthy.examples.contentmax.local.CloudflareStandIn;
import dev.seaworthy.examples.contentmax.local.RunFolder;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The run, step by step. */
final class ProductionRun {
    private final Path home;
    private final RunFolder folder;
    private final Closing closing;
    private final boolean serve;
    private final Steps steps = new Steps(System.out);

    ProductionRun(Path home, RunFolder folder, Closing closing, boolean serve) {
        this.home = home;
        this.folder = folder;
        this.closing = closing;
        this.serve = serve;
    }

    void run() throws Exception {
        System.out.println("ContentMax's production environment, once, on this machine alone.");
        Ground ground = Ground.lay(home, folder, closing, steps);
        WebServer web =
                steps.step("Serve HTTP with security headers, CORS and health, and visit it", () -> serve(ground));
        backUpAndProve(ground);
        steps.step("Back up the users' buckets, twice, and restore one that was damaged", () -> backUpBuckets(ground));
        steps.step("Run each job of the schedule once", () -> runJobs(ground));
        steps.step("Purge two URLs from the CDN", () -> purge(ground.settings()));
        steps.summary("Everything above was really done, and nothing failed.");
        if (serve) {
            keepServing(web);
        }
    }

    private WebServer serve(Ground ground) throws Exception {
        WebServer web = ground.serve();
        new Visit(web, ground.settings()).check(steps);
        return web;
    }

    private void backUpAndProve(Ground ground) throws Exception {
        BackupManager backups = ground.backups();
        BackupReport report = steps.step("Back up the database, encrypted, into S3", () -> backUp(backups));
        steps.step("Restore that backup into a scratch database and compare, as a drill", () -> drill(ground, report));
    }

    private BackupReport backUp(BackupManager backups) {
        BackupReport report = backups.backUpDatabase();
        steps.say(
                "pg_dump | zstd | age | S3, without a temporary file: backup %s, %d bytes stored.",
                report.id(), report.storedBytes());
        return report;
    }

    private Void drill(Ground ground, BackupReport report) throws StepFailedException {
        DrillRecord drilled = ground.drill().run();
        StepFailedException.unless(
                drilled.verdict().isProven(), drilled.verdict().summary());
        steps.say("Each table has as many rows as when it was dumped: %s.", report.rows());
        steps.say("%s: kept as drill %s.", drilled.verdict().summary(), drilled.id());
        return null;
    }

    private Void backUpBuckets(Ground ground) throws Exception {
        Backups backups = ground.allBackups();
        for (BucketBackups bucket : backups.buckets()) {
            SnapshotReport first = bucket.backUp();
            SnapshotReport second = bucket.backUp();
            StepFailedException.unless(
                    second.unchanged() == first.objects() && second.storedBytes() == 0,
                    "A second run has stored something: " + second);
            steps.say(
                    "%s: %d files of %d bytes, %d bytes stored; a second run read and stored none of them.",
                    bucket.name(), first.objects(), first.bytes(), first.storedBytes());
        }
        restore(ground, backups);
        return null;
    }

    private void restore(Ground ground, Backups backups) throws StepFailedException {
        BucketBackups bucket = backups.buckets().get(0);
        int damaged = ground.damage(bucket.name());
        RestoreReport restored = bucket.restore(
                bucket.newest().orElseThrow().id(),
                Optional.of(backups.identity()),
                ground.bucket(bucket.name()),
                RestoreOptions.standard());
        StepFailedException.unless(
                restored.isComplete() && restored.put() == damaged, "The restore is not complete: " + restored);
        steps.say(
                "%s: of its files %d were deleted or overwritten; the restore put those back, and left %d alone.",
                bucket.name(), restored.put(), restored.unchanged());
    }

    private Void runJobs(Ground ground) throws Exception {
        List<JobStatus> jobs = new Schedule(
                        ground.database(), ground.catalogue(), ground.allBackups(), LogNotifier.create())
                .runOnce();
        jobs.forEach(job -> steps.say(
                "%s: %s", job.name(), job.lastError().orElse(job.lastSuccess().isPresent() ? "done" : "not yet")));
        StepFailedException.unless(
                jobs.stream().allMatch(job -> job.lastSuccess().isPresent()), "a job has not succeeded");
        steps.say(
                "The archive holds %d rows that were published over six months ago.",
                ground.catalogue().archived());
        return null;
    }

    private Void purge(Settings settings) throws Exception {
        try (CloudflareStandIn cloudflare = CloudflareStandIn.start(
                settings.cloudflareZoneId(), settings.appUrl().getHost(), settings.cloudflareApiToken())) {
            CdnClient cdn = Edge.client(settings, cloudflare.baseUrl());
            List<URI> urls = Edge.pages(settings);
            cdn.purge(Purge.urls(urls));
            StepFailedException.unless(
                    cloudflare.purged().equals(urls), "Cloudflare's stand-in purged " + cloudflare.purged());
            steps.say("Cloudflare's stand-in found the request as documented and purged %s.", urls);
        }
        return null;
    }

    private void keepServing(WebServer web) {
        System.out.printf("%nServing until Ctrl-C: curl -i %s%n", web.uri("/health"));
        new CompletableFuture<Void>().join();
    }
}
