package dev.seaworthy.examples.contentmax;

import dev.seaworthy.core.config.ConfigException;
import dev.seaworthy.core.database.audit.DatabaseAudit;
import dev.seaworthy.core.deploy.check.Check;
import dev.seaworthy.core.deploy.check.Verdict;
import dev.seaworthy.core.deploy.check.ready.Budget;
import dev.seaworthy.core.deploy.check.ready.Checks;
import dev.seaworthy.core.deploy.check.ready.DnsCheck;
import dev.seaworthy.core.deploy.check.ready.Migrations;
import dev.seaworthy.core.deploy.check.ready.TlsCheck;
import dev.seaworthy.core.deploy.checklist.Item;
import dev.seaworthy.core.deploy.checklist.ProductionChecklist;
import dev.seaworthy.core.deploy.checklist.report.Phase;
import dev.seaworthy.core.notify.Notice;
import dev.seaworthy.core.notify.Receipt;
import dev.seaworthy.core.notify.Severity;
import dev.seaworthy.core.tls.TlsInspection;
import java.time.Duration;
import java.util.List;

/** The twenty boxes of ContentMax's production checklist. */
final class Boxes {
    private final Production production;
    private final Budget budget;

    Boxes(Production production, Budget budget) {
        this.production = production;
        this.budget = budget;
    }

    ProductionChecklist checklist() {
        ProductionChecklist.Builder boxes = ProductionChecklist.builder().title("ContentMax's production checklist");
        before(boxes);
        during(boxes);
        after(boxes);
        return boxes.build();
    }

    private void before(ProductionChecklist.Builder boxes) {
        boxes.check("environment variables configured", Phase.PRE_DEPLOYMENT, this::environment)
                .check("TLS certificates provisioned", Phase.PRE_DEPLOYMENT, tls())
                .check("DNS configured", Phase.PRE_DEPLOYMENT, DnsCheck.of("localhost"))
                .check(
                        "database migrations applied",
                        Phase.PRE_DEPLOYMENT,
                        Migrations.of(production.ground.database(), "1"))
                .check("security audit completed", Phase.PRE_DEPLOYMENT, this::audit)
                .add(visit("load testing performed", Phase.PRE_DEPLOYMENT, 60))
                .check("backup strategy tested", Phase.PRE_DEPLOYMENT, restored())
                .check("monitoring alerts configured", Phase.PRE_DEPLOYMENT, tell("A test of the alerts"));
    }

    private void during(ProductionChecklist.Builder boxes) {
        Check serves = production.smoke(production.router.uri("/"));
        boxes.check("database backup created", Phase.DEPLOYMENT, backedUp())
                .check("blue-green target present", Phase.DEPLOYMENT, production.smoke(production.today.uri("/")))
                .check("health checks passing", Phase.DEPLOYMENT, serves)
                .check("smoke tests passing", Phase.DEPLOYMENT, serves)
                .check("CDN cache purged", Phase.DEPLOYMENT, this::purged)
                .check("TLS verified", Phase.DEPLOYMENT, tls());
    }

    private void after(ProductionChecklist.Builder boxes) {
        boxes.add(visit("application metrics normal", Phase.POST_DEPLOYMENT, 25))
                .add(visit("error rates acceptable", Phase.POST_DEPLOYMENT, 25))
                .add(visit("response times within the objective", Phase.POST_DEPLOYMENT, 25))
                .check("integrations working", Phase.POST_DEPLOYMENT, Checks.database(production.ground.database()))
                .check("backup verified", Phase.POST_DEPLOYMENT, restored())
                .add(Item.named("team notified")
                        .in(Phase.POST_DEPLOYMENT)
                        .advisory()
                        .check(tell("ContentMax is deployed")));
    }

    private Verdict environment() {
        try {
            production.ground.environment();
        } catch (ConfigException e) {
            return Verdict.failed("The environment has problems: start the service to read them all")
                    .with("problems", e.problems().size());
        }
        return Verdict.passed("All settings are there and valid")
                .with("settings", Settings.class.getRecordComponents().length);
    }

    private Check tls() {
        return TlsCheck.of(TlsInspection.of("localhost")
                .port(production.router.port())
                .trust(production.certificate.certificate())
                .build());
    }

    private Verdict audit() {
        List<String> findings = DatabaseAudit.builder().build().run(production.ground.database()).findings().stream()
                .map(finding -> finding.rule().toString())
                .distinct()
                .toList();
        return findings.isEmpty()
                ? Verdict.passed("The audit of the database finds nothing")
                : Verdict.warned("The audit of the database finds something: read its report")
                        .with("rules", String.join(", ", findings));
    }

    private Item visit(String name, Phase phase, int times) {
        return Item.named(name)
                .in(phase)
                .timeout(Duration.ofMinutes(2))
                .check(budget.check(() -> production.visitors.visit(times)));
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

    private Check tell(String sentence) {
        return () -> {
            Receipt receipt = production.team.send(Notice.of(Severity.INFO, sentence));
            return receipt.isDelivered()
                    ? Verdict.passed("The team is told")
                    : Verdict.failed("The team was not told: " + receipt.undelivered());
        };
    }
}
