package dev.seaworthy.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.seaworthy.backup.BackupEvent.Begun;
import dev.seaworthy.backup.BackupEvent.Failed;
import dev.seaworthy.backup.BackupEvent.Made;
import dev.seaworthy.backup.BackupEvent.Progressed;
import dev.seaworthy.backup.BackupEvent.Tested;
import dev.seaworthy.backup.BackupEvent.Verified;
import dev.seaworthy.backup.database.DatabaseSource;
import dev.seaworthy.backup.database.Dump;
import dev.seaworthy.backup.database.DumpOutput;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.testing.InMemoryDatabase;
import dev.seaworthy.backup.testing.InMemoryObjectStore;
import dev.seaworthy.testkit.Logged;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BackupEventTest {
    private static final int MIB = 1024 * 1024;

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final InMemoryDatabase database = new InMemoryDatabase().insert("public.content", "a", "b");
    private final Identity identity = Identity.generate();
    private final List<BackupEvent> events = new ArrayList<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Instant now = Instant.parse("2026-11-24T09:01:02Z");

    @Test
    void a_run_tells_its_beginning_its_progress_and_its_end() {
        BackupManager backups = builder()
                .database(out -> {
                    Dump dump = database.dumpTo(out);
                    for (int written = 0; written < 40; written += 10) {
                        out.write(new byte[10 * MIB]);
                    }
                    return dump;
                })
                .build();

        BackupReport report = backups.backUpDatabase();

        assertThat(events).hasSize(4).allSatisfy(event -> assertThat(event.id()).isEqualTo(report.id()));
        assertThat(events.get(0)).isEqualTo(new Begun(report.id(), report.createdAt()));
        assertThat(events.get(1)).isInstanceOfSatisfying(Progressed.class, progress -> {
            assertThat(progress.plainBytes()).isBetween(16L * MIB, 26L * MIB);
            assertThat(progress.elapsed()).isEqualTo(Duration.ofSeconds(1));
            assertThat(progress.bytesPerSecond()).isEqualTo(progress.plainBytes());
        });
        assertThat(events.get(2))
                .isInstanceOfSatisfying(
                        Progressed.class,
                        progress -> assertThat(progress.plainBytes()).isGreaterThan(32L * MIB));
        assertThat(events.get(3)).isEqualTo(new Made(report));
    }

    @Test
    void progress_is_of_all_streams_and_names_the_table_of_each() {
        BackupManager backups = builder()
                .database(new DatabaseSource() {
                    @Override
                    public Dump dumpTo(OutputStream out) {
                        throw new AssertionError("one stream");
                    }

                    @Override
                    public Dump dumpTo(DumpOutput output) throws IOException {
                        try (OutputStream dump = output.dumpWithoutRows();
                                OutputStream rows = output.rows("public.large")) {
                            dump.write(new byte[20 * MIB]);
                            output.comesNext("public.small");
                            rows.write(new byte[20 * MIB]);
                            dump.write(new byte[20 * MIB]);
                            output.comesNext("");
                            dump.write(new byte[20 * MIB]);
                        }
                        return database.dumpTo(OutputStream.nullOutputStream());
                    }
                })
                .build();

        backups.backUpDatabase();

        assertThat(events)
                .filteredOn(Progressed.class::isInstance)
                .map(Progressed.class::cast)
                .extracting(Progressed::plainBytes, Progressed::table)
                .containsExactly(
                        tuple(20L * MIB, ""),
                        tuple(40L * MIB, "public.large"),
                        tuple(60L * MIB, "public.small"),
                        tuple(80L * MIB, ""));
    }

    @Test
    void the_first_millisecond_has_no_rate() {
        assertThat(new Progressed("a", 5, Duration.ZERO, "").bytesPerSecond()).isZero();
        assertThat(new Progressed("a", 5_000, Duration.ofMillis(500), "").bytesPerSecond())
                .isEqualTo(10_000);
    }

    @Test
    void a_run_that_fails_tells_why() {
        database.failNextDump();

        assertThatThrownBy(builder().build()::backUpDatabase).isInstanceOf(BackupException.class);

        assertThat(events).hasSize(2);
        assertThat(events.get(1)).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.id()).isEqualTo(events.get(0).id());
            assertThat(failed.message()).isEqualTo("The dump was told to fail in its middle");
            assertThat(failed.elapsed()).isEqualTo(Duration.ofSeconds(1));
        });
    }

    @Test
    void verifications_and_test_restores_are_told_with_their_verdicts() {
        BackupManager backups = builder().build();
        BackupReport report = backups.backUpDatabase();
        events.clear();

        Verification verification = backups.verify(report.id());
        RestoreVerdict verdict = backups.testRestore(report.id(), identity, new InMemoryDatabase());

        assertThat(events).hasSize(2);
        assertThat(events.get(0))
                .isInstanceOfSatisfying(
                        Verified.class,
                        verified -> assertThat(verified.verification()).isSameAs(verification));
        assertThat(events.get(1))
                .isInstanceOfSatisfying(
                        Tested.class, tested -> assertThat(tested.verdict()).isSameAs(verdict));
    }

    @Test
    void a_listener_that_throws_costs_no_backup() {
        BackupManager backups = builder()
                .listener(event -> {
                    throw new IllegalStateException("no ears");
                })
                .listener(events::add)
                .build();

        try (Logged log = new Logged()) {
            assertThat(backups.backUpDatabase()).isNotNull();
            assertThat(log.text())
                    .contains("A listener failed at an event of backup "
                            + events.get(0).id());
        }
        assertThat(events).hasSize(4);
    }

    @Test
    void a_registry_is_told_outcomes_bytes_and_when_the_newest_was_begun() {
        BackupManager backups = builder().metrics(registry).build();
        assertThat(gauge("made")).isZero();

        BackupReport report = backups.backUpDatabase();
        backups.verify(report.id());
        assertThat(gauge("made")).isEqualTo(report.createdAt().getEpochSecond());
        assertThat(gauge("proven")).isZero();
        backups.testRestore(report.id(), identity, new InMemoryDatabase());
        assertThat(gauge("proven")).isEqualTo(report.createdAt().getEpochSecond());
        database.failNextDump();
        assertThatThrownBy(backups::backUpDatabase).isInstanceOf(BackupException.class);
        store.delete("database/" + report.id() + "/dump.zst.age");
        backups.verify(report.id());
        backups.testRestore(report.id(), identity, new InMemoryDatabase());

        assertThat(timed("run", "made")).isEqualTo(report.duration().toMillis());
        assertThat(timed("run", "failed")).isEqualTo(1000);
        assertThat(timed("verify", "intact")).isPositive();
        assertThat(timed("verify", "failed")).isPositive();
        assertThat(timed("restore.test", "proven")).isPositive();
        assertThat(timed("restore.test", "failed")).isPositive();
        assertThat(registry.get("seaworthy.backup.stored.bytes").summary().totalAmount())
                .isEqualTo(report.storedBytes());
        assertThat(registry.get("seaworthy.backup.plain.bytes").summary().totalAmount())
                .isEqualTo(report.plainBytes());
    }

    private double gauge(String what) {
        return registry.get("seaworthy.backup.last." + what).gauge().value();
    }

    private double timed(String what, String outcome) {
        return registry.get("seaworthy.backup." + what)
                .tag("outcome", outcome)
                .timer()
                .totalTime(TimeUnit.MILLISECONDS);
    }

    private BackupManager.Builder builder() {
        return BackupManager.builder()
                .store(store)
                .database(database)
                .encryptTo(identity.recipient())
                .listener(events::add)
                .clock(() -> {
                    now = now.plusSeconds(1);
                    return now;
                });
    }
}
