package dev.seaworthy.monitoring.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.monitoring.testing.SettableProbe;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthLogTest {
    private final PrintStream before = System.err;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @BeforeEach
    void capture() {
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setErr(before);
    }

    @Test
    void names_the_check_and_what_was_thrown_but_never_its_message() {
        HealthProbe leaking = () -> {
            throw new IllegalStateException("jdbc:postgresql://db/?password=hunter2");
        };

        report(HealthCheck.builder().critical("database", leaking).build(), 1);

        assertThat(lines()).contains("database", "unhealthy", "IllegalStateException");
        assertThat(lines()).doesNotContain("hunter2");
    }

    @Test
    void tells_of_each_change_once() {
        SettableProbe probe = new SettableProbe();
        probe.fail();

        report(
                HealthCheck.builder()
                        .critical("database", probe)
                        .cacheFor(Duration.ZERO)
                        .build(),
                5);

        assertThat(probe.asked()).isEqualTo(5);
        assertThat(lines().lines()).hasSize(1);
    }

    private static void report(HealthCheck health, int times) {
        try (health) {
            for (int i = 0; i < times; i++) {
                health.report();
            }
        }
    }

    private String lines() {
        return log.toString(StandardCharsets.UTF_8);
    }
}
