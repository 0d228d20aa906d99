package dev.seaworthy.docs.snippets;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.deploy.check.Check;
import dev.seaworthy.core.deploy.check.Sustained;
import dev.seaworthy.core.deploy.check.ready.Budget;
import dev.seaworthy.core.deploy.check.ready.Checks;
import dev.seaworthy.core.deploy.check.ready.Migrations;
import dev.seaworthy.core.deploy.check.ready.Prometheus;
import dev.seaworthy.core.deploy.check.ready.SmokeCheck;
import dev.seaworthy.core.deploy.check.ready.SmokeRequest;
import dev.seaworthy.core.deploy.check.ready.TlsCheck;
import dev.seaworthy.core.deploy.checklist.Confirmations;
import dev.seaworthy.core.deploy.checklist.Item;
import dev.seaworthy.core.deploy.checklist.ProductionChecklist;
import dev.seaworthy.core.deploy.checklist.RunOptions;
import dev.seaworthy.core.deploy.checklist.report.ChecklistReport;
import dev.seaworthy.core.deploy.checklist.report.Phase;
import dev.seaworthy.core.deploy.command.Command;
import dev.seaworthy.core.deploy.command.Kubectl;
import dev.seaworthy.core.deploy.command.Vercel;
import dev.seaworthy.core.deploy.release.Release;
import dev.seaworthy.core.deploy.release.ReleaseOutcome;
import dev.seaworthy.core.deploy.release.Step;
import dev.seaworthy.core.deploy.release.journal.Journal;
import dev.seaworthy.core.notify.LogNotifier;
import dev.seaworthy.core.notify.Notice;
import dev.seaworthy.core.notify.Notifier;
import dev.seaworthy.core.notify.Notifiers;
import dev.seaworthy.core.notify.Receipt;
import dev.seaworthy.core.notify.Severity;
import dev.seaworthy.core.notify.SlackNotifier;
import dev.seaworthy.core.notify.WebhookNotifier;
import dev.seaworthy.core.tls.TlsInspection;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

abstract class ReleaseSnippets {
    private static final Logger LOG = LoggerFactory.getLogger(ReleaseSnippets.class);

    interface Router {
        void shift(String version);
    }

    abstract void backUpAndProve();

    abstract void purge();

    abstract Notice notice(ReleaseOutcome outcome);

    ChecklistReport boxes(
            DataSource dataSource,
            String host,
            URI page,
            Callable<Optional<Instant>> newestBackup,
            Confirmations confirmations)
            throws IOException {
        ProductionChecklist checklist = ProductionChecklist.builder()
                .check("database", Phase.PRE_DEPLOYMENT, Checks.database(dataSource))
                .check("migrations", Phase.PRE_DEPLOYMENT, Migrations.of(dataSource, Path.of("db/migration")))
                .check(
                        "certificates",
                        Phase.PRE_DEPLOYMENT,
                        TlsCheck.of(TlsInspection.of(host).build()))
                .add(Item.named("backup age")
                        .advisory()
                        .after("database")
                        .check(Checks.notOlderThan("The newest backup", Duration.ofHours(6), newestBackup)))
                .add(Item.named("security audit").confirmedBy("security lead", Duration.ofDays(90)))
                .check(
                        "smoke",
                        Phase.POST_DEPLOYMENT,
                        SmokeCheck.of(SmokeRequest.get(page).body("healthy")))
                .build();
        ChecklistReport report =
                checklist.run(RunOptions.of(Phase.PRE_DEPLOYMENT).confirmations(confirmations));
        System.out.print(report.toText());
        return report;
    }

    List<Check> measure(SmokeCheck smoke, URI prometheus, Secret token, String requests, String errors, String p95) {
        Check healthy = Sustained.of(smoke)
                .count(10)
                .consecutiveSuccessLimit(3)
                .interval(Duration.ofSeconds(3))
                .build();
        Check budget = Sustained.of(Prometheus.at(prometheus)
                        .bearer(token)
                        .within(Budget.errorRate(0.01).p95(Duration.ofMillis(500)), requests, errors, p95))
                .count(10)
                .interval(Duration.ofSeconds(30))
                .build();
        return List.of(healthy, budget);
    }

    ReleaseOutcome release(
            DataSource dataSource,
            Vercel vercel,
            Router router,
            Check healthy,
            Check budget,
            Check smoke,
            Notifier notifier) {
        Release release = Release.named("contentmax", "42")
                .journal(Journal.postgres(dataSource))
                .step(Step.named("backup").run(context -> backUpAndProve()).build())
                .step(Step.named("deploy")
                        .run(vercel.stagePrebuilt().toBuilder()
                                .onLine(LOG::info)
                                .build())
                        .build())
                .step(Step.bake("health", Duration.ofMinutes(1), healthy).build())
                .step(Step.named("shift traffic")
                        .run(context -> router.shift("42"))
                        .undo(context -> router.shift("41"))
                        .build())
                .step(Step.bake("canary", Duration.ofMinutes(10), budget).build())
                .step(Step.named("purge")
                        .run(context -> purge())
                        .againAfterUndo()
                        .build())
                .step(Step.check("smoke", smoke).build())
                .lastly("notify", outcome -> notifier.send(notice(outcome)))
                .build();
        ReleaseOutcome outcome = release.run();
        return outcome;
    }

    List<Object> commands(Secret databaseUrl, Secret vercelToken, Path project) {
        Command migrate = Command.builder("npx", "prisma", "migrate", "deploy")
                .secret("DATABASE_URL", databaseUrl)
                .timeout(Duration.ofMinutes(5))
                .onLine(LOG::info)
                .build();
        Vercel vercel = Vercel.with(vercelToken).directory(project);
        Command ready =
                Kubectl.currentContext().namespace("shop").rolloutStatus("deployment/web", Duration.ofMinutes(3));
        return List.of(migrate, vercel, ready);
    }

    Receipt tell(Secret slackUrl, Secret hookUrl, Secret hookSecret) {
        Notifier notifier = Notifiers.all(
                SlackNotifier.to(slackUrl).build(),
                WebhookNotifier.to(hookUrl).signedWith(hookSecret).build(),
                LogNotifier.create());
        Receipt receipt = notifier.send(
                Notice.of(Severity.WARNING, "Error rate above budget").with("rate", "1.4 %"));
        return receipt;
    }
}
