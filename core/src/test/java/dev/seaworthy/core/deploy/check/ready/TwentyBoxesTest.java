package dev.seaworthy.core.deploy.check.ready;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.core.config.EnvironmentConfig;
import dev.seaworthy.core.deploy.check.Check;
import dev.seaworthy.core.deploy.check.Status;
import dev.seaworthy.core.deploy.check.Sustained;
import dev.seaworthy.core.deploy.check.Verdict;
import dev.seaworthy.core.deploy.check.metrics.MeterTraffic;
import dev.seaworthy.core.deploy.checklist.Confirmations;
import dev.seaworthy.core.deploy.checklist.Item;
import dev.seaworthy.core.deploy.checklist.ProductionChecklist;
import dev.seaworthy.core.deploy.checklist.RunOptions;
import dev.seaworthy.core.deploy.checklist.report.ChecklistReport;
import dev.seaworthy.core.deploy.checklist.report.Phase;
import dev.seaworthy.testkit.PostgresServer;
import dev.seaworthy.testkit.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The twenty boxes of package-info of the checklist, by what is there in this module; what is in others is a value. */
@Timeout(120)
class TwentyBoxesTest {
    private static final String ONE =
            "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"1\"]}}";

    private final List<String> told = new ArrayList<>();

    @Test
    void all_boxes_are_ticked_with_evidence() throws Exception {
        try (LoopbackServer server = new LoopbackServer();
                TestDatabase database = PostgresServer.NEWEST.database()) {
            server.on("/health", 200, "{\"status\":\"healthy\"}").on("/api/v1/query", 200, ONE);
            database.execute(
                    "CREATE TABLE flyway_schema_history (installed_rank int, version text, type text, script text,"
                            + " success boolean)",
                    "INSERT INTO flyway_schema_history VALUES (1, '1', 'SQL', 'V1__a.sql', true)");

            ChecklistReport report = checklist(server, database)
                    .run(RunOptions.all()
                            .confirmations(Confirmations.none().with("security audit", "Ada Lovelace", Instant.now())));

            assertThat(report.results())
                    .hasSize(20)
                    .allSatisfy(result -> assertThat(result.verdict().status())
                            .as(result.toString())
                            .isEqualTo(Status.PASSED));
            assertThat(report.results(Phase.PRE_DEPLOYMENT)).hasSize(8);
            assertThat(report.results(Phase.DEPLOYMENT)).hasSize(6);
            assertThat(report.results(Phase.POST_DEPLOYMENT)).hasSize(6);
            assertThat(told).containsExactly("deployed");
        }
    }

    private ProductionChecklist checklist(LoopbackServer server, TestDatabase database) {
        URI health = server.url("/health");
        Prometheus prometheus = Prometheus.at(server.url(""));
        Budget budget = Budget.errorRate(0.01).p95(Duration.ofMillis(500));
        Check serves = SmokeCheck.of(SmokeRequest.get(health).body("healthy"));
        MeterTraffic traffic = traffic();
        Check fine = () -> Verdict.passed("As it should be");
        return ProductionChecklist.builder()
                .check("environment", Phase.PRE_DEPLOYMENT, TwentyBoxesTest::environment)
                .check("certificates", Phase.PRE_DEPLOYMENT, fine)
                .check("DNS", Phase.PRE_DEPLOYMENT, DnsCheck.of("localhost"))
                .check("migrations", Phase.PRE_DEPLOYMENT, Migrations.of(database.dataSource(), "1"))
                .add(Item.named("security audit").confirmedBy("security lead", Duration.ofDays(90)))
                .check(
                        "load test",
                        Phase.PRE_DEPLOYMENT,
                        budget.check(() -> Traffic.of(90_000, 12, Duration.ofMillis(310))))
                .check("restore test", Phase.PRE_DEPLOYMENT, young("The last restore test", Duration.ofDays(7)))
                .check("alerts", Phase.PRE_DEPLOYMENT, prometheus.atLeast("count(ALERTS)", 1))
                .check("backup", Phase.DEPLOYMENT, young("The newest backup", Duration.ofHours(1)))
                .check("target", Phase.DEPLOYMENT, serves)
                .add(Item.named("health")
                        .in(Phase.DEPLOYMENT)
                        .after("target")
                        .check(Sustained.of(serves)
                                .count(5)
                                .consecutiveSuccessLimit(3)
                                .interval(Duration.ZERO)
                                .build()))
                .add(Item.named("smoke").in(Phase.DEPLOYMENT).after("health").check(serves))
                .add(Item.named("purge").in(Phase.DEPLOYMENT).after("smoke").check(fine))
                .check("TLS", Phase.DEPLOYMENT, fine)
                .check("metrics", Phase.POST_DEPLOYMENT, prometheus.atMost("cpu", 1))
                .check(
                        "error rate",
                        Phase.POST_DEPLOYMENT,
                        Budget.errorRate(0.01).check(traffic))
                .check("response times", Phase.POST_DEPLOYMENT, budget.check(traffic))
                .check("integrations", Phase.POST_DEPLOYMENT, Checks.database(database.dataSource()))
                .check("restore", Phase.POST_DEPLOYMENT, fine)
                .add(Item.named("team").in(Phase.POST_DEPLOYMENT).advisory().check(() -> {
                    told.add("deployed");
                    return Verdict.passed("The team is told");
                }))
                .build();
    }

    private static Verdict environment() {
        EnvironmentConfig.of(Settings.class)
                .environment(Map.of("APP_NAME", "ContentMax"))
                .load();
        return Verdict.passed("All variables are valid");
    }

    private static Check young(String what, Duration maximum) {
        return Checks.notOlderThan(what, maximum, () -> Optional.of(Instant.now()));
    }

    private static MeterTraffic traffic() {
        MeterRegistry registry = new SimpleMeterRegistry();
        MeterTraffic traffic = MeterTraffic.of(registry, "requests", "outcome", "SERVER_ERROR");
        Timer timer = Timer.builder("requests")
                .tag("outcome", "SUCCESS")
                .publishPercentiles(0.95)
                .register(registry);
        for (int i = 0; i < 200; i++) {
            timer.record(Duration.ofMillis(5));
        }
        return traffic;
    }

    record Settings(String appName) {}
}
