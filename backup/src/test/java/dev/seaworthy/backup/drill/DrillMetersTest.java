package dev.seaworthy.backup.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.backup.BackupManager;
import dev.seaworthy.backup.BackupReport;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.testing.InMemoryDatabase;
import dev.seaworthy.backup.testing.InMemoryObjectStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DrillMetersTest {
    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final InMemoryDatabase server = new InMemoryDatabase();
    private final Identity identity = Identity.generate();
    private Instant now = Instant.parse("2026-11-24T01:02:03Z");

    private final BackupManager backups = BackupManager.builder()
            .store(store)
            .database(new InMemoryDatabase().insert("public.orders", "a"))
            .encryptTo(identity.recipient())
            .clock(this::tick)
            .build();

    private Instant tick() {
        now = now.plusMillis(500);
        return now;
    }

    @Test
    void a_registry_is_told_outcomes_the_recovery_time_and_the_age_of_what_is_proven() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        RestoreDrill drill = drill(registry);
        assertThat(gauge(registry, "recovery")).isNaN();
        assertThat(gauge(registry, "proven.age")).isNaN();

        drill.run();
        assertThat(gauge(registry, "proven.age")).isNaN();
        assertThat(count(registry, "nothing_restored")).isEqualTo(1);
        BackupReport report = backups.backUpDatabase();
        DrillRecord proven = drill.run();
        server.loseRowsInNextRestore();
        drill.run();
        now = report.createdAt().plus(Duration.ofDays(2)).minusMillis(500);
        assertThat(gauge(registry, "proven.age")).isEqualTo(172_800);
        drill.run();

        assertThat(gauge(registry, "recovery")).isEqualTo(0.5);
        assertThat(count(registry, "nothing_restored")).isEqualTo(1);
        assertThat(count(registry, "proven")).isEqualTo(1);
        assertThat(count(registry, "refuted")).isEqualTo(1);
        assertThat(count(registry, "too_old")).isEqualTo(1);
        assertThat(registry.get("seaworthy.backup.drill")
                        .tag("outcome", "proven")
                        .timer()
                        .totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(proven.duration().toMillis());
    }

    /** A younger backup is proven later: the age is that of the younger. */
    @Test
    void the_age_is_that_of_the_backup_proven_last() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        RestoreDrill drill = drill(registry);
        backups.backUpDatabase();
        drill.run();
        BackupReport younger = backups.backUpDatabase();
        drill.run();

        now = younger.createdAt().plusSeconds(7).minusMillis(500);

        assertThat(gauge(registry, "proven.age")).isEqualTo(7);
    }

    /** Else nobody would be told, until the next that is proven, how old the last one is. */
    @Test
    void after_a_restart_a_drill_that_fails_finds_what_was_proven_before() {
        BackupReport report = backups.backUpDatabase();
        drill(new SimpleMeterRegistry()).run();
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        server.loseRowsInNextRestore();

        drill(registry).run();

        now = report.createdAt().plusSeconds(100).minusMillis(500);
        assertThat(gauge(registry, "proven.age")).isEqualTo(100);
    }

    private RestoreDrill drill(SimpleMeterRegistry registry) {
        return RestoreDrill.builder()
                .backups(backups)
                .store(store)
                .identity(identity)
                .scratch(server)
                .metrics(registry)
                .clock(this::tick)
                .build();
    }

    private static double gauge(SimpleMeterRegistry registry, String what) {
        return registry.get("seaworthy.backup.drill." + what).timeGauge().value(TimeUnit.SECONDS);
    }

    private static long count(SimpleMeterRegistry registry, String outcome) {
        return registry.get("seaworthy.backup.drill")
                .tag("outcome", outcome)
                .timer()
                .count();
    }
}
