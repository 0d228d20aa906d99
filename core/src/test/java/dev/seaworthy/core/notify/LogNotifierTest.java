package dev.seaworthy.core.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.testkit.Logged;
import java.lang.reflect.Proxy;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class LogNotifierTest extends NotifierContract {
    @Override
    protected Notifier working() {
        return LogNotifier.create();
    }

    @Override
    protected Notifier broken() {
        return new LogNotifier((Logger) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, arguments) -> {
                    throw new IllegalStateException("the appender is closed");
                }));
    }

    @Test
    void writes_one_line_at_the_level_of_the_severity() {
        try (Logged log = new Logged()) {
            LogNotifier notifier = LogNotifier.create();
            notifier.send(Notice.of(Severity.WARNING, "Backup is late")
                    .type("alert.firing")
                    .text("none since\nyesterday")
                    .with("age", "PT26H")
                    .link(URI.create("https://runbook.example/backup")));
            notifier.send(Notice.of(Severity.CRITICAL, "Database is down"));

            assertThat(log.text().lines())
                    .hasSize(2)
                    .satisfiesExactly(
                            line -> assertThat(line)
                                    .contains("WARN dev.seaworthy.core.notify.LogNotifier")
                                    .endsWith("WARNING alert.firing \"Backup is late\": none since yesterday age=PT26H"
                                            + " https://runbook.example/backup"),
                            line -> assertThat(line)
                                    .contains("ERROR dev.")
                                    .endsWith("CRITICAL notice \"Database is down\""));
        }
    }
}
