package dev.seaworthy.examples.contentmax;

import dev.seaworthy.core.database.audit.AuditReport;
import dev.seaworthy.core.database.audit.DatabaseAudit;
import dev.seaworthy.core.deploy.check.Check;
import dev.seaworthy.core.deploy.check.Verdict;
import dev.seaworthy.core.deploy.check.ready.Budget;
import dev.seaworthy.core.deploy.check.ready.Checks;
import dev.seaworthy.core.deploy.check.ready.DnsCheck;
import dev.seaworthy.core.deploy.check.ready.Migrations;
import dev.seaworthy.core.deploy.check.ready.TlsCheck;
import dev.seaworthy.core.deploy.check.ready.Traffic;
import dev.seaworthy.core.deploy.checklist.Item;
import dev.seaworthy.core.deploy.checklist.ProductionChecklist;
import dev.seaworthy.core.deploy.checklist.report.Phase;
import dev.seaworthy.core.deploy.release.ReleaseStatus;
import dev.seaworthy.core.notify.Notice;
import dev.seaworthy.core.notify.Receipt;
import dev.seaworthy.core.notify.Severity;
import dev.seaworthy.core.tls.TlsInspection;
import dev.seaworthy.security.scan.ScanReport;
import dev.seaworthy.security.scan.SecurityScan;
import dev.seaworthy.security.scan.grade.Grade;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** The twenty boxes of ContentMax's production checklist. */
final class Boxes {
    private static final int VISITS = 25;
    private static final String METRICS = "application metrics normal";
    private static final String TEST_OF_ALERTS = "A test of the alerts";

    private final Production production;
    private final Instance next;
    private final Witnessed target;
    private final Reports reports;

    Boxes(Production production, Instance next, Reports reports) {
        this.production = production;
        this.next = next;
        this.reports = reports;
        target = new Witnessed(() -> production.health(next.address()).run());
    }

    /** Whether the new instance is there, to be asked before any visitor comes to it. */
    Witnessed target() {
        return target;
    }

    ProductionChecklist checklist() {
        ProductionChecklist.Builder boxes = ProductionChecklist.builder().title("ContentMax's production checklist");
        before(boxes);
        during(boxes);
        after(boxes);
        return boxes.build();
    }

    private void before(ProductionChecklist.Builder boxes) {
        boxes.check("environment variables configured", Phase.PRE_DEPLOYMENT, production.ground.environment())
                .check("TLS certificates provisioned", Phase.PRE_DEPLOYMENT, tls())
                .check("DNS configured", Phase.PRE_DEPLOYMENT, DnsCheck.of("localhost"))
                .check(
                        "database migrations applied",
                        Phase.PRE_DEPLOYMENT,
                        Migrations.of(production.ground.database(), "1"))
                .add(Item.named("security audit completed")
                        .timeout(Duration.ofMinutes(2))
                        .check(this::audit))
                .add(Item.named("load testing performed")
                        .timeout(Duration.ofMinutes(2))
                        .check(Rollout.BUDGET.check(() -> production.visitors.visit(60))))
                .check("backup strategy tested", Phase.PRE_DEPLOYMENT, restored())
                .check("monitoring alerts configured", Phase.PRE_DEPLOYMENT, this::alerts);
    }

    private void during(ProductionChecklist.Builder boxes) {
        URI visitors = production.router.uri("/");
        boxes.check("database backup created", Phase.DEPLOYMENT, backedUp())
                .check("blue-green target present", Phase.DEPLOYMENT, target::found)
                .check("health checks passing", Phase.DEPLOYMENT, production.health(visitors))
                .check("smoke tests passing", Phase.DEPLOYMENT, production.smoke(visitors))
                .check("CDN cache purged", Phase.DEPLOYMENT, this::purged)
                .check("TLS verified", Phase.DEPLOYMENT, tls());
    }

    private void after(ProductionChecklist.Builder boxes) {
        boxes.add(Item.named(METRICS)
                        .in(Phase.POST_DEPLOYMENT)
                        .timeout(Duration.ofMinutes(2))
                        .check(this::metrics))
                .add(measured("error rates acceptable", Budget.errorRate(0.01)))
                .add(measured(
                        "response times within the objective",
                        Budget.errorRate(1).p95(Duration.ofSeconds(2))))
                .check(
                        "integrations working",
                        Phase.POST_DEPLOYMENT,
                        production.integrations(production.router.uri("/")))
                .check("backup verified", Phase.POST_DEPLOYMENT, restored())
                .add(Item.named("team notified")
                        .in(Phase.POST_DEPLOYMENT)
                        .advisory()
                        .check(this::notified));
    }

    private Check tls() {
        return TlsCheck.of(TlsInspection.of("localhost")
                .port(production.router.port())
                .trust(production.certificate.certificate())
                .build());
    }

    /** What an attacker would find, from outside and inside. */
    private Verdict audit() throws Exception {
        ScanReport scan = SecurityScan.of(production.router.uri("/"))
                .trust(production.certificate.trusted())
                .paths("/api/content")
                .build()
                .run();
        reports.keep("scan.txt", scan.toText());
        if (scan.grade().isEmpty()) {
            return Verdict.error("The scan of the service came to no grade: read scan.txt");
        }
        if (!scan.isAtLeast(Grade.A)) {
            return Verdict.failed("The scan of the service finds something: read scan.txt")
                    .with("score", scan.score())
                    .with("findings", findings(scan));
        }
        return auditOfDatabase()
                .with("grade of the service", scan.grade().map(Grade::toString).orElse("none"));
    }

    private static String findings(ScanReport scan) {
        return scan.findings().stream()
                .map(finding -> finding.severity() + " " + finding.id())
                .collect(Collectors.joining(", "));
    }

    private Verdict auditOfDatabase() throws IOException {
        AuditReport report = DatabaseAudit.builder().build().run(production.ground.database());
        reports.keep("audit.txt", report.toString());
        List<String> findings = report.findings().stream()
                .map(finding -> finding.rule().toString())
                .distinct()
                .toList();
        return findings.isEmpty()
                ? Verdict.passed("The audit of the database finds nothing")
                : Verdict.warned("The audit of the database finds something: read audit.txt")
                        .with("rules", String.join(", ", findings));
    }

    /** Whether the new instance counts as many requests as visitors have made. */
    private Verdict metrics() throws InterruptedException {
        next.traffic().mark();
        production.visitors.visit(VISITS);
        Traffic counted = next.traffic().call();
        Verdict verdict = counted.requests() >= VISITS && counted.p95().isPresent()
                ? Verdict.passed("The new instance counts and times what it serves")
                : Verdict.failed("The new instance does not count all that it serves: look at its metrics");
        return verdict.with("visits", VISITS).with("requests counted", counted.requests());
    }

    /** What the new instance has measured of those visits. */
    private Item measured(String name, Budget budget) {
        return Item.named(name)
                .in(Phase.POST_DEPLOYMENT)
                .after(METRICS)
                .check(budget.minimumRequests(VISITS).check(() -> next.traffic().call()));
    }

    private Check backedUp() {
        return Checks.notOlderThan("The newest backup", Duration.ofHours(6), production::backedUp);
    }

    private Check restored() {
        return Checks.notOlderThan("The last restore test", Duration.ofDays(7), production::restored);
    }

    private Verdict purged() {
        return production.cloudflare.purged().containsAll(Edge.pages(production.ground.settings()))
                ? Verdict.passed("The edge has forgotten the pages of this release")
                : Verdict.failed("The edge still has pages of the release before: purge them");
    }

    /** A notice that is a test arrives where alerts do. */
    private Verdict alerts() {
        Receipt receipt = production.team.tell(Notice.of(Severity.INFO, TEST_OF_ALERTS));
        if (!receipt.isDelivered()) {
            return Verdict.failed("A test of the alerts was not delivered: " + receipt.undelivered());
        }
        return production.team.hasHeard(TEST_OF_ALERTS)
                ? Verdict.passed("A test of the alerts has arrived, its signature verified")
                : Verdict.failed("A test of the alerts was delivered, and has not arrived: look at the receiver");
    }

    private Verdict notified() {
        return production.team.hasHeard(Rollout.title(ReleaseStatus.RELEASED))
                ? Verdict.passed("The team has heard of the release")
                : Verdict.failed("The team has not heard of the release: tell it");
    }
}
