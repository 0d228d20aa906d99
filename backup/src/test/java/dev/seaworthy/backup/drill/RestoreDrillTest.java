package dev.seaworthy.backup.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.BackupManager;
import dev.seaworthy.backup.BackupReport;
import dev.seaworthy.backup.RestoreCheck;
import dev.seaworthy.backup.RestoreVerdict;
import dev.seaworthy.backup.RestoreVerdict.Differs;
import dev.seaworthy.backup.RestoreVerdict.Failed;
import dev.seaworthy.backup.RestoreVerdict.Step;
import dev.seaworthy.backup.database.Dump;
import dev.seaworthy.backup.database.RestoreException;
import dev.seaworthy.backup.database.ScratchServer;
import dev.seaworthy.backup.drill.DrillVerdict.Inconclusive;
import dev.seaworthy.backup.drill.DrillVerdict.NothingRestored;
import dev.seaworthy.backup.drill.DrillVerdict.Proven;
import dev.seaworthy.backup.drill.DrillVerdict.Refuted;
import dev.seaworthy.backup.drill.DrillVerdict.TooOld;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.fingerprint.Fingerprint;
import dev.seaworthy.backup.store.ObjectExistsException;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.testing.InMemoryDatabase;
import dev.seaworthy.backup.testing.InMemoryObjectStore;
import dev.seaworthy.backup.testing.InMemoryObjectStore.Operation;
import dev.seaworthy.core.schedule.Job;
import dev.seaworthy.core.testing.ManualJobs;
import dev.seaworthy.testkit.Logged;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestoreDrillTest {
    private static final String QUESTION = "SELECT count(*) FROM orders WHERE customer IS NULL";

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final InMemoryObjectStore records = new InMemoryObjectStore();
    private final InMemoryDatabase database = new InMemoryDatabase().insert("public.orders", "a", "b", "c");
    private final InMemoryDatabase server = new InMemoryDatabase();
    private final Identity identity = Identity.generate();
    private final List<DrillRecord> told = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-24T01:02:03.456789Z");

    private final BackupManager backups = BackupManager.builder()
            .store(store)
            .database(database)
            .encryptTo(identity.recipient())
            .clock(this::tick)
            .build();

    private Instant tick() {
        now = now.plusSeconds(1);
        return now;
    }

    private RestoreDrill.Builder builder() {
        return RestoreDrill.builder()
                .backups(backups)
                .store(records)
                .identity(identity)
                .scratch(server)
                .listener(told::add)
                .clock(this::tick);
    }

    @Test
    void proves_the_newest_backup() {
        backups.backUpDatabase();
        database.insert("public.orders", "d");
        BackupReport newest = backups.backUpDatabase();

        DrillRecord drilled = builder().build().run();

        assertThat(drilled.verdict()).isInstanceOfSatisfying(Proven.class, proven -> {
            assertThat(proven.backup()).isEqualTo(new DrilledBackup(newest.id(), newest.createdAt()));
            assertThat(proven.proof().rows()).isEqualTo(4);
            assertThat(proven.proof().bytes()).isEqualTo(newest.plainBytes());
        });
        assertThat(drilled.verdict().isProven()).isTrue();
        assertThat(drilled.recoveryTime()).contains(Duration.ofSeconds(1));
        assertThat(drilled.duration()).isGreaterThan(Duration.ofSeconds(3));
        assertThat(drilled.at()).isAfter(newest.createdAt());
        assertThat(told).containsExactly(drilled);
    }

    @Test
    void proves_a_backup_again_that_it_has_proven() {
        backups.backUpDatabase();
        RestoreDrill drill = builder().build();

        drill.run();
        server.loseRowsInNextRestore();

        assertThat(drill.run().verdict()).isInstanceOf(Refuted.class);
        assertThat(drill.history().newest(10)).hasSize(2);
    }

    @Test
    void without_a_backup_it_has_failed() {
        DrillRecord drilled = builder().build().run();

        assertThat(drilled.verdict()).isEqualTo(new NothingRestored("there is no backup in the store"));
        assertThat(drilled.verdict().isProven()).isFalse();
        assertThat(drilled.recoveryTime()).isEmpty();
        assertKept(drilled);
    }

    @Test
    void with_a_store_that_says_nothing_it_has_failed() {
        backups.backUpDatabase();
        store.failNext(Operation.LIST);

        DrillRecord drilled = builder().build().run();

        assertThat(drilled.verdict())
                .isEqualTo(
                        new NothingRestored("the newest backup cannot be found: LIST of database/ was told to fail"));
        assertKept(drilled);
    }

    @Test
    void a_backup_that_is_too_old_fails_it_and_is_restored_all_the_same() {
        BackupReport old = backups.backUpDatabase();
        now = old.createdAt().plus(RestoreDrill.DEFAULT_NEWEST_WITHIN);

        DrillRecord drilled = builder().build().run();

        assertThat(drilled.verdict()).isInstanceOfSatisfying(TooOld.class, tooOld -> {
            assertThat(tooOld.backup().id()).isEqualTo(old.id());
            assertThat(tooOld.limit()).isEqualTo(Duration.ofHours(26));
            assertThat(tooOld.shown().isProven()).isTrue();
        });
        assertThat(drilled.verdict().isProven()).isFalse();
        assertThat(drilled.verdict().summary())
                .contains("begun at " + old.createdAt() + ", more than PT26H before the drill")
                .contains("came back in PT1S with 3 rows in 1 tables");
        assertThat(drilled.recoveryTime()).contains(Duration.ofSeconds(1));
        assertKept(drilled);
    }

    @Test
    void a_backup_may_be_as_old_as_is_said() {
        BackupReport old = backups.backUpDatabase();
        RestoreDrill weekly = builder().newestWithin(Duration.ofDays(7)).build();
        now = old.createdAt().plus(Duration.ofDays(7)).minusSeconds(1);

        assertThat(weekly.run().verdict()).isInstanceOf(Proven.class);
        assertThat(weekly.run().verdict()).isInstanceOf(TooOld.class);
    }

    @Test
    void a_backup_that_came_back_otherwise_is_refuted() {
        backups.backUpDatabase();
        server.changeRowsInNextRestore();

        DrillRecord drilled = builder().build().run();

        String line = "public.orders: came back with its 3 rows, but their content differs";
        assertThat(drilled.verdict())
                .isInstanceOfSatisfying(
                        Refuted.class, refuted -> assertThat(refuted.shown()).isEqualTo(new Differs(List.of(line))));
        assertThat(drilled.verdict().summary()).endsWith("came back otherwise: " + line);
        assertThat(drilled.recoveryTime()).isEmpty();
        assertKept(drilled);
    }

    @Test
    void a_check_that_does_not_hold_refutes_it() {
        backups.backUpDatabase();
        RestoreDrill drill = builder()
                .check(RestoreCheck.of("there are orders", "SELECT 1", "1"))
                .check(RestoreCheck.of("no order is without a customer", QUESTION, "0"))
                .build();

        server.answer("SELECT 1", "1").answer(QUESTION, "7");
        DrillRecord drilled = drill.run();
        server.answer(QUESTION, "0");

        assertThat(shown(drilled))
                .isEqualTo(new Failed(Step.CHECK, "no order is without a customer: expected 0, the answer is 7"));
        assertKept(drilled);
        assertThat(drill.run().verdict().isProven()).isTrue();
    }

    @Test
    void a_key_of_somebody_else_refutes_it() {
        backups.backUpDatabase();

        DrillRecord drilled = builder().identity(Identity.generate()).build().run();

        assertThat(shown(drilled))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.where()).isEqualTo(Step.OPEN));
        assertThat(drilled.verdict().summary()).contains("did not come back, at OPEN: ");
        assertKept(drilled);
    }

    @Test
    void a_backup_that_is_gone_after_the_listing_refutes_it() {
        String id = backups.backUpDatabase().id();
        RestoreDrill drill = builder().build();
        store.delete("database/" + id + "/dump.zst.age");

        DrillRecord drilled = drill.run();

        assertThat(shown(drilled))
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(failed.where()).isEqualTo(Step.READ));
        assertKept(drilled);
    }

    @Test
    void a_server_that_breaks_off_refutes_it_and_its_message_is_not_kept() {
        backups.backUpDatabase();
        ScratchServer broken = locale -> {
            throw new IllegalStateException("row (joe@example.org)");
        };

        try (Logged log = new Logged()) {
            DrillRecord drilled = builder().scratch(broken).build().run();

            assertThat(shown(drilled))
                    .isEqualTo(new Failed(
                            Step.RESTORE, "The drill broke off by java.lang.IllegalStateException: see the log"));
            assertThat(log.text()).contains("RestoreDrillTest").doesNotContain("joe@example.org");
            assertKept(drilled);
        }
    }

    @Test
    void for_a_job_what_is_not_proven_is_a_failure() {
        RestoreDrill drill = builder().build();

        assertThatThrownBy(drill::runOrThrow)
                .isInstanceOfSatisfying(
                        DrillException.class,
                        failure ->
                                assertThat(failure.id()).isEqualTo(told.get(0).id()))
                .hasMessage("Nothing was restored: there is no backup in the store");

        backups.backUpDatabase();
        assertThat(drill.runOrThrow()).isEqualTo(told.get(1));
    }

    @Test
    void a_job_drills_each_night_and_tells_a_failure() {
        backups.backUpDatabase();
        RestoreDrill drill =
                builder().newestWithin(Duration.ofHours(60)).clock(() -> now).build();
        Job nightly = Job.named("restore-drill").cron("30 3 * * *").run(drill::runOrThrow);
        ManualJobs jobs = ManualJobs.at(now).job(nightly).build();
        jobs.start();

        for (int night = 0; night < 3; night++) {
            now = jobs.now();
            jobs.advance(Duration.ofDays(1));
        }

        assertThat(told).hasSize(3);
        assertThat(jobs.list().get(0).lastError()).isEmpty();
        now = now.plus(Duration.ofDays(2));
        jobs.advance(Duration.ofDays(1));
        assertThat(jobs.list().get(0).lastError())
                .hasValueSatisfying(error -> assertThat(error).contains("DrillException: The newest backup was begun"));
        assertThat(drill.history().newest(9)).hasSize(4);
    }

    @Test
    void a_record_that_cannot_be_kept_is_told_and_thrown() {
        backups.backUpDatabase();
        records.failNext(Operation.COMMIT);

        assertThatThrownBy(() -> builder().build().run())
                .isInstanceOfSatisfying(
                        DrillException.class,
                        failure ->
                                assertThat(failure.id()).isEqualTo(told.get(0).id()))
                .hasCauseInstanceOf(StoreException.class)
                .hasMessageContaining("could not be kept: COMMIT of drills/")
                .hasMessageContaining("came back in PT1S");

        assertThat(told).hasSize(1);
        assertThat(records.list("")).isEmpty();
    }

    @Test
    void no_record_takes_the_place_of_another() {
        Instant fixed = now;
        DrillRecord first = same(fixed).run();
        backups.backUpDatabase();

        assertThat(same(fixed).run().verdict().isProven()).isTrue();
        assertThatThrownBy(() -> same(fixed).run()).hasCauseInstanceOf(ObjectExistsException.class);

        assertThat(DrillHistory.of(records).newest(9)).hasSize(2).contains(first);
    }

    private RestoreDrill same(Instant fixed) {
        return builder().clock(() -> fixed).random(new Random(7)).build();
    }

    @Test
    void keeps_no_more_of_a_verdict_than_is_meant_to_be_kept() {
        InMemoryDatabase wide = new InMemoryDatabase();
        for (int table = 0; table < 150; table++) {
            wide.insert("public.t" + table, "a");
        }
        BackupManager many = BackupManager.builder()
                .store(store)
                .database(wide)
                .encryptTo(identity.recipient())
                .clock(this::tick)
                .build();
        BackupReport report = many.backUpDatabase();
        RestoreDrill drill = builder().backups(many).build();
        server.loseRowsInNextRestore();

        assertThat(((Differs) shown(drill.run())).differences()).hasSize(101).endsWith("and 50 more");

        now = report.createdAt().plus(Duration.ofDays(2));
        server.loseRowsInNextRestore();
        assertThat(drill.run().verdict())
                .isInstanceOfSatisfying(
                        TooOld.class,
                        tooOld -> assertThat(((Differs) tooOld.shown()).differences())
                                .hasSize(101));
    }

    @Test
    void keeps_no_more_remarks_than_are_meant_to_be_kept() {
        SortedMap<String, String> leftOut = new TreeMap<>();
        for (int table = 0; table < 150; table++) {
            leftOut.put("public.far" + table, "foreign table");
        }
        BackupManager many = BackupManager.builder()
                .store(store)
                .database(out -> withLeftOut(database.dumpTo(out), leftOut))
                .encryptTo(identity.recipient())
                .clock(this::tick)
                .build();
        many.backUpDatabase();

        DrillRecord drilled =
                builder().backups(many).scratch(new EqualServer(server)).build().run();

        assertThat(((Proven) drilled.verdict()).proof().remarks()).hasSize(101);
        assertKept(drilled);
    }

    private static Dump withLeftOut(Dump dump, SortedMap<String, String> leftOut) {
        Fingerprint all = dump.fingerprint();
        return new Dump(
                new Fingerprint(
                        all.hash(),
                        all.probe(),
                        all.tables(),
                        all.sequences(),
                        all.largeObjects(),
                        all.extensions(),
                        leftOut,
                        all.locale()),
                dump.hashing(),
                dump.server(),
                dump.tool());
    }

    @Test
    void a_summary_is_one_line_of_some_hundred_characters() {
        DrilledBackup backup = new DrilledBackup("a", now);
        Differs two = new Differs(List.of("public.a: did not come back", "public.b: did not come back"));
        Failed failed = new Failed(Step.RESTORE, "first\nsecond" + "x".repeat(1000));

        assertThat(new Refuted(backup, two).summary())
                .isEqualTo("Backup a came back otherwise: public.a: did not come back, and more");
        assertThat(new Refuted(backup, new Differs(List.of())).summary()).endsWith("it is not said how");
        assertThat(new Refuted(backup, failed).summary())
                .startsWith("Backup a did not come back, at RESTORE: first secondxxx")
                .hasSizeLessThan(400);
    }

    @Test
    void what_is_proven_is_never_refuted() {
        RestoreVerdict proven = new RestoreVerdict.Proven(1, 1, 1, Duration.ZERO, Duration.ZERO, List.of());

        assertThatThrownBy(() -> new Refuted(new DrilledBackup("a", now), proven))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_manifest_that_cannot_be_read_after_the_listing_refutes_it() {
        String id = backups.backUpDatabase().id();
        ScratchServer late = locale -> {
            throw new StoreException("database/" + id, "gone", null);
        };

        assertThat(shown(builder().scratch(late).build().run())).isEqualTo(new Failed(Step.READ, "gone"));
    }

    @Test
    void a_scratch_server_that_cannot_be_reached_says_nothing_of_the_backup() {
        backups.backUpDatabase();
        ScratchServer away = locale -> {
            throw new RestoreException("Could not create a database by db: Connection to db:5432 refused", null);
        };

        DrillRecord drilled = builder().scratch(away).build().run();

        assertThat(drilled.verdict())
                .isInstanceOfSatisfying(
                        Inconclusive.class,
                        inconclusive -> assertThat(inconclusive.shown().where()).isEqualTo(Step.SCRATCH));
        assertThat(drilled.verdict().isProven()).isFalse();
        assertThat(records.list("drills/").get(0).key()).endsWith(".inconclusive.json");
        assertKept(drilled);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pg_restore: error: ERROR:  could not extend file \"base/1/2\": No space left on device",
                "pg_restore: error: could not execute query: server closed the connection unexpectedly"
            })
    void a_restore_that_the_server_gives_up_says_nothing_of_the_backup(String said) {
        backups.backUpDatabase();

        DrillRecord drilled =
                builder().scratch(new FailingServer(server, said)).build().run();

        assertThat(drilled.verdict()).isInstanceOf(Inconclusive.class);
        assertKept(drilled);
    }

    @Test
    void a_drill_that_takes_too_long_says_nothing_of_the_backup() {
        BackupManager hasty = BackupManager.builder()
                .store(store)
                .database(database)
                .encryptTo(identity.recipient())
                .timeout(Duration.ofMillis(200))
                .clock(this::tick)
                .build();
        backups.backUpDatabase();
        ScratchServer slow = locale -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new RestoreException("The restore was interrupted", null);
        };

        DrillRecord drilled = builder().backups(hasty).scratch(slow).build().run();

        assertThat(drilled.verdict()).isInstanceOf(Inconclusive.class);
        assertThat(drilled.verdict().summary()).contains("it took longer than its timeout");
    }

    /** Made by a clock that was wrong, it would be the newest for years and never too old. */
    @Test
    void a_backup_of_the_future_proves_nothing() {
        BackupReport report = backups.backUpDatabase();
        RestoreDrill drill = builder().build();

        now = report.createdAt().minus(Duration.ofMinutes(61));
        assertThat(drill.run().verdict())
                .isInstanceOfSatisfying(
                        NothingRestored.class,
                        nothing -> assertThat(nothing.reason()).contains(report.id() + ", is dated in the future"));
        now = report.createdAt().minus(Duration.ofMinutes(59));
        assertThat(drill.run().verdict().isProven()).isTrue();
    }

    @Test
    void a_store_that_breaks_off_is_a_record_too() {
        BackupManager broken = BackupManager.builder()
                .store(new BrokenStore(store))
                .database(database)
                .encryptTo(identity.recipient())
                .build();

        DrillRecord drilled = builder().backups(broken).build().run();

        assertThat(drilled.verdict())
                .isEqualTo(new NothingRestored("the newest backup cannot be found: broke off by"
                        + " java.lang.IllegalStateException: see the log"));
        assertKept(drilled);
    }

    /** As a job interrupts a drill that takes too long: the AWS SDK refuses a thread that is interrupted. */
    @Test
    void keeps_the_record_of_a_drill_that_was_interrupted() {
        backups.backUpDatabase();
        ScratchServer slow = locale -> {
            Thread.currentThread().interrupt();
            throw new RestoreException("The restore was interrupted", null);
        };
        RestoreDrill drill =
                builder().store(new UninterruptedStore(records)).scratch(slow).build();

        DrillRecord drilled = drill.run();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(drilled.verdict()).isInstanceOf(Inconclusive.class);
        assertThat(drilled.verdict().summary())
                .startsWith("Nothing is known of the newest backup. ")
                .contains("its thread was interrupted");
        assertKept(drilled);
    }

    @Test
    void a_listener_that_throws_costs_no_record() {
        try (Logged log = new Logged()) {
            DrillRecord drilled = RestoreDrill.builder()
                    .backups(backups)
                    .store(records)
                    .identity(identity)
                    .scratch(server)
                    .listener(each -> {
                        throw new IllegalStateException("no ears");
                    })
                    .listener(told::add)
                    .build()
                    .run();

            assertThat(told).containsExactly(drilled);
            assertThat(log.text()).contains("A listener failed at drill " + drilled.id());
        }
    }

    @Test
    void records_are_no_backups_and_no_leftovers() {
        RestoreDrill drill = builder().store(store).build();
        BackupReport first = backups.backUpDatabase();
        DrillRecord drilled = drill.run();
        now = now.plus(Duration.ofDays(40));

        BackupReport second = backups.backUpDatabase();

        assertThat(backups.list()).containsExactly(second, first);
        assertThat(drill.history().newest(9)).containsExactly(drilled);
    }

    @Test
    void tells_all_that_is_missing() {
        assertThatThrownBy(
                        () -> RestoreDrill.builder().newestWithin(Duration.ZERO).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("RestoreDrill: newestWithin must be positive: PT0S; it lacks backups; it lacks store;"
                        + " it lacks identity; it lacks scratch");
    }

    private static RestoreVerdict shown(DrillRecord drilled) {
        return ((Refuted) drilled.verdict()).shown();
    }

    private void assertKept(DrillRecord drilled) {
        assertThat(told).containsExactly(drilled);
        assertThat(DrillHistory.of(records).newest(9)).containsExactly(drilled);
    }
}
