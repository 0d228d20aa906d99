package dev.seaworthy.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.drill.RestoreDrill;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.manifest.Manifests;
import dev.seaworthy.backup.retention.Candidate;
import dev.seaworthy.backup.retention.Holds;
import dev.seaworthy.backup.retention.Mark;
import dev.seaworthy.backup.retention.RetentionPlan;
import dev.seaworthy.backup.retention.RetentionPolicy;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.store.StoredObject;
import dev.seaworthy.backup.store.Upload;
import dev.seaworthy.backup.testing.InMemoryDatabase;
import dev.seaworthy.backup.testing.InMemoryObjectStore;
import dev.seaworthy.backup.testing.InMemoryObjectStore.Operation;
import dev.seaworthy.core.SeaworthyException;
import dev.seaworthy.testkit.Logged;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PruneTest {
    private static final RetentionPolicy LAST_ONE =
            RetentionPolicy.keep().last(1).unproven().build();

    private final InMemoryObjectStore store = new InMemoryObjectStore(() -> this.now, Long.MAX_VALUE);
    private final InMemoryDatabase database = new InMemoryDatabase().insert("public.content", "a", "b");
    private final Identity identity = Identity.generate();
    private final List<BackupEvent> events = new ArrayList<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Instant now = Instant.parse("2026-11-24T09:00:00Z");
    private final BackupManager backups = manager(store);

    private BackupManager manager(ObjectStore place) {
        return BackupManager.builder()
                .store(place)
                .database(database)
                .encryptTo(identity.recipient())
                .listener(events::add)
                .metrics(registry)
                .clock(() -> now)
                .build();
    }

    private String backUp() {
        now = now.plus(Duration.ofHours(1));
        return backups.backUpDatabase().id();
    }

    private List<String> listed() {
        return backups.list().stream().map(BackupReport::id).toList();
    }

    private List<String> keys(String id) {
        return store.list("database/" + id).stream().map(StoredObject::key).toList();
    }

    private static List<String> ids(List<Candidate> candidates) {
        return candidates.stream().map(Candidate::id).toList();
    }

    private static List<String> ids(PruneReport report) {
        return report.pruned().stream().map(BackupEvent.Pruned::id).toList();
    }

    @Test
    void deletes_what_the_policy_does_not_keep_the_oldest_first_and_all_of_it() {
        String first = backUp();
        String second = backUp();
        String third = backUp();

        PruneReport report = backups.prune(LAST_ONE);

        assertThat(ids(report)).containsExactly(first, second);
        assertThat(listed()).containsExactly(third);
        assertThat(keys(first)).isEmpty();
        assertThat(keys(second)).isEmpty();
        assertThat(backups.verify(third).isIntact()).isTrue();
    }

    @Test
    void a_plan_deletes_nothing_and_is_what_a_prune_does() {
        List<String> made = List.of(backUp(), backUp(), backUp());

        RetentionPlan plan = backups.planPrune(LAST_ONE);

        assertThat(listed()).hasSize(3);
        assertThat(ids(plan.deleted())).containsExactly(made.get(1), made.get(0));
        assertThat(backups.prune(LAST_ONE).plan()).isEqualTo(plan);
        assertThat(backups.planPrune(LAST_ONE).deleted()).isEmpty();
    }

    @Test
    void without_a_proven_backup_nothing_goes_and_the_log_says_so() {
        backUp();
        backUp();

        try (Logged logged = new Logged()) {
            PruneReport report = backups.prune(RetentionPolicy.keep().last(1).build());

            assertThat(report.pruned()).isEmpty();
            assertThat(logged.text()).contains("no drill has proven one");
        }
        assertThat(listed()).hasSize(2);
    }

    @Test
    void the_newest_that_a_drill_has_proven_stays() {
        backUp();
        String proven = backUp();
        drill(store);
        backUp();
        String newest = backUp();

        backups.prune(RetentionPolicy.keep().last(1).build());

        assertThat(listed()).containsExactly(newest, proven);
    }

    @Test
    void records_of_drills_may_be_kept_apart() {
        String proven = backUp();
        InMemoryObjectStore apart = new InMemoryObjectStore();
        drill(apart);
        backUp();
        String newest = backUp();
        BackupManager knowing = BackupManager.builder()
                .store(store)
                .drillRecords(apart)
                .database(database)
                .encryptTo(identity.recipient())
                .clock(() -> now)
                .build();

        knowing.prune(RetentionPolicy.keep().last(1).build());

        assertThat(listed()).containsExactly(newest, proven);
    }

    private void drill(ObjectStore records) {
        assertThat(RestoreDrill.builder()
                        .backups(backups)
                        .store(records)
                        .identity(identity)
                        .scratch(new InMemoryDatabase())
                        .clock(() -> now)
                        .build()
                        .run()
                        .verdict()
                        .isProven())
                .isTrue();
    }

    @Test
    void what_cannot_be_read_is_told_and_never_deleted() {
        String damaged = backUp();
        String old = backUp();
        String newest = backUp();
        store.flipBit(Manifests.manifestKey(damaged));

        PruneReport report = backups.prune(LAST_ONE);

        assertThat(report.plan().unreadable()).containsExactly(damaged);
        assertThat(ids(report)).containsExactly(old);
        assertThat(keys(damaged)).hasSize(2);
        assertThat(listed()).containsExactly(newest);
    }

    @Test
    void what_is_pinned_or_held_stays_until_it_is_released() {
        String pinned = backUp();
        String held = backUp();
        String newest = backUp();
        Mark pin = backups.holds().pin(pinned, "before the migration");
        Mark one = backups.holds().hold(held, "2026/17");
        Mark other = backups.holds().hold(held, "2026/18");

        assertThat(backups.planPrune(LAST_ONE).deleted()).isEmpty();
        backups.prune(LAST_ONE);
        assertThat(listed()).containsExactly(newest, held, pinned);

        backups.holds().release(pin);
        backups.holds().release(one);
        backups.prune(LAST_ONE);
        assertThat(listed()).containsExactly(newest, held);

        backups.holds().release(other);
        backups.prune(LAST_ONE);
        assertThat(listed()).containsExactly(newest);
    }

    @Test
    void what_is_locked_stays_till_the_lock_is_over_and_then_its_versions_are_counted() {
        store.lockedFor(Duration.ofDays(35));
        String locked = backUp();
        backUp();

        RetentionPlan plan = backups.prune(LAST_ONE).plan();
        assertThat(plan.decisions().get(1).reasons())
                .extracting(Object::toString)
                .containsExactly("locked until 2026-12-29T10:00:00Z");

        now = now.plus(Duration.ofDays(35));
        PruneReport report = backups.prune(LAST_ONE);
        assertThat(report.pruned()).singleElement().satisfies(gone -> {
            assertThat(gone.id()).isEqualTo(locked);
            assertThat(gone.objects()).isEqualTo(2);
            assertThat(gone.hiddenVersions()).isEqualTo(OptionalInt.of(2));
        });
        assertThat(registry.counter("seaworthy.backup.prune.versions").count()).isEqualTo(2.0);
    }

    @Test
    void a_lock_of_the_dump_alone_keeps_the_backup() {
        String old = backUp();
        backUp();
        Instant until = now.plusSeconds(1);
        BackupManager locking = manager(new OtherStore(store) {
            @Override
            public Optional<Instant> lockedUntil(String key) {
                return key.equals(Manifests.dumpKey(old)) ? Optional.of(until) : Optional.empty();
            }
        });

        assertThat(locking.prune(LAST_ONE).pruned()).isEmpty();
        assertThat(listed()).contains(old);
    }

    @Test
    void a_store_that_does_not_tell_its_versions_stops_nothing() {
        backUp();
        backUp();
        BackupManager silent = manager(new OtherStore(store) {
            @Override
            public int hiddenVersions(String prefix) {
                throw new StoreException(prefix, "403", null);
            }
        });

        assertThat(silent.prune(LAST_ONE).pruned())
                .singleElement()
                .satisfies(gone -> assertThat(gone.hiddenVersions()).isEmpty());
    }

    @Test
    void a_deletion_that_fails_midway_leaves_only_what_a_sweep_discards() {
        String old = backUp();
        String newest = backUp();
        BackupManager failing = manager(failingToDelete("dump.zst.age"));

        assertThatThrownBy(() -> failing.prune(LAST_ONE))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining(old)
                .hasMessageContaining("or not wholly");

        assertThat(listed()).containsExactly(newest);
        assertThat(keys(old)).containsExactly(Manifests.dumpKey(old));
        now = now.plus(Duration.ofDays(2));
        backUp();
        assertThat(keys(old)).isEmpty();
    }

    @Test
    void a_manifest_that_cannot_be_deleted_leaves_its_backup_whole_and_the_others_go() {
        String old = backUp();
        String older = backUp();
        String newest = backUp();
        BackupManager failing = manager(failingToDelete(old + "/manifest.json"));

        assertThatThrownBy(() -> failing.prune(LAST_ONE))
                .isInstanceOfSatisfying(
                        BackupException.class, e -> assertThat(e.id()).isEqualTo(old));

        assertThat(listed()).containsExactly(newest, old);
        assertThat(backups.verify(old).isIntact()).isTrue();
        assertThat(keys(older)).isEmpty();
        assertThat(events)
                .anySatisfy(event -> assertThat(event)
                        .isInstanceOfSatisfying(
                                BackupEvent.PruneFailed.class,
                                failed -> assertThat(failed.message()).contains("no deletes today")));
        assertThat(registry.counter("seaworthy.backup.prune", "outcome", "failed")
                        .count())
                .isEqualTo(1.0);
    }

    private ObjectStore failingToDelete(String end) {
        return new OtherStore(store) {
            @Override
            public void delete(String key) {
                if (key.endsWith(end)) {
                    throw new StoreException(key, "no deletes today", null);
                }
                super.delete(key);
            }
        };
    }

    @Test
    void a_listing_that_fails_deletes_nothing() {
        backUp();
        backUp();
        store.failNext(Operation.LIST);

        assertThatThrownBy(() -> backups.prune(LAST_ONE)).isInstanceOf(StoreException.class);
        assertThat(listed()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"OPEN", "LIST", "DELETE"})
    void a_failure_of_the_store_leaves_whole_backups_and_the_next_prune_goes_on(Operation operation) {
        backUp();
        String newest = backUp();
        store.failNext(operation);

        assertThatThrownBy(() -> backups.prune(LAST_ONE))
                .isInstanceOf(SeaworthyException.class)
                .hasMessageContaining("was told to fail");
        for (String id : listed()) {
            assertThat(backups.verify(id).isIntact()).isTrue();
        }

        backups.prune(LAST_ONE);
        assertThat(listed()).containsExactly(newest);
        assertThat(store.list("database/2")).hasSize(2);
    }

    @Test
    void a_listing_never_shows_half_a_backup_while_one_goes() {
        String old = backUp();
        backUp();
        BackupManager watched = manager(onDelete(key -> {
            for (String id : listed()) {
                assertThat(backups.verify(id).isIntact()).isTrue();
            }
        }));

        assertThat(ids(watched.prune(LAST_ONE))).containsExactly(old);
    }

    private ObjectStore onDelete(Consumer<String> before) {
        return new OtherStore(store) {
            @Override
            public void delete(String key) {
                before.accept(key);
                super.delete(key);
                before.accept(key);
            }
        };
    }

    @Test
    void what_another_node_makes_meanwhile_is_not_touched() {
        String old = backUp();
        String newest = backUp();
        List<String> made = new ArrayList<>();
        BackupManager slow = manager(onDelete(key -> {
            if (made.isEmpty()) {
                made.add(backUp());
            }
        }));

        assertThat(ids(slow.prune(LAST_ONE))).containsExactly(old);
        assertThat(listed()).containsExactly(made.get(0), newest);
    }

    @Test
    void a_backup_that_is_held_after_the_plan_stays() {
        String first = backUp();
        String second = backUp();
        backUp();
        List<Mark> marks = new ArrayList<>();
        List<String> deleted = new ArrayList<>();
        BackupManager slow = manager(onDelete(key -> {
            deleted.add(key);
            if (marks.isEmpty()) {
                marks.add(backups.holds().hold(second, "2026/17"));
            }
        }));

        assertThat(ids(slow.prune(LAST_ONE))).containsExactly(first);
        assertThat(deleted).isNotEmpty().noneMatch(key -> key.startsWith("database/" + second));
        assertThat(backups.verify(second).isIntact()).isTrue();
    }

    @Test
    void a_backup_that_is_held_at_the_last_moment_comes_back_whole_and_nothing_was_promised() {
        String old = backUp();
        backUp();
        BackupManager slow = manager(new OtherStore(store) {
            @Override
            public void delete(String key) {
                if (key.equals(Manifests.manifestKey(old))) {
                    holdIsRefused(old);
                }
                super.delete(key);
            }
        });

        assertThat(slow.prune(LAST_ONE).pruned()).isEmpty();
        assertThat(backups.verify(old, identity).isIntact()).isTrue();
        assertThat(backups.holds().of(old)).hasSize(1);
        assertThat(store.list("departures/")).isEmpty();
        backups.holds().pin(old, "it can be held again");
    }

    private void holdIsRefused(String id) {
        Iterator<Boolean> there = List.of(true, false).iterator(); // it was, before the prune began
        Holds slow = Holds.of(store, "database", any -> there.next(), () -> now);
        assertThatThrownBy(() -> slow.hold(id, "2026/17"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing is promised");
        assertThatThrownBy(() -> backups.holds().hold(id, "2026/18")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_departure_that_a_killed_prune_left_ends_after_a_day() {
        String kept = backUp();
        put("departures/database/" + kept + "/20260101T000000000Z-" + "0".repeat(32), new byte[1]);

        backups.prune(LAST_ONE);
        assertThatThrownBy(() -> backups.holds().pin(kept, "why")).isInstanceOf(IllegalArgumentException.class);
        now = now.plus(Duration.ofDays(1));
        backups.prune(LAST_ONE);
        assertThat(backups.holds().pin(kept, "why").backup()).isEqualTo(kept);
    }

    @Test
    void the_dump_of_what_is_held_is_no_leftover() {
        String held = backUp();
        backups.holds().hold(held, "2026/17");
        store.delete(Manifests.manifestKey(held)); // by a prune that is about to put it back
        now = now.plus(Duration.ofDays(2));

        backUp();
        assertThat(keys(held)).containsExactly(Manifests.dumpKey(held));
        backups.holds().list().forEach(backups.holds()::release);
        backUp();
        assertThat(keys(held)).isEmpty();
    }

    @Test
    void a_backup_that_came_back_while_another_node_deleted_it_is_gone() {
        String old = backUp();
        backUp();
        BackupManager late = manager(new OtherStore(store) {
            @Override
            public void delete(String key) {
                if (key.equals(Manifests.manifestKey(old)) && !keys(old).isEmpty()) {
                    holdIsRefused(old);
                    store.delete(key);
                    store.delete(Manifests.dumpKey(old)); // by another node, which had not seen the mark
                }
                super.delete(key);
            }
        });

        assertThat(late.prune(LAST_ONE).pruned()).isEmpty();
        assertThat(keys(old)).isEmpty();
        assertThat(listed()).doesNotContain(old);
    }

    @Test
    void a_manifest_that_another_node_puts_back_too_late_goes_too() {
        String old = backUp();
        backUp();
        byte[] manifest = read(Manifests.manifestKey(old));
        BackupManager early = manager(new OtherStore(store) {
            @Override
            public void delete(String key) {
                super.delete(key);
                if (key.equals(Manifests.dumpKey(old))) {
                    put(Manifests.manifestKey(old), manifest);
                }
            }
        });

        assertThat(ids(early.prune(LAST_ONE))).containsExactly(old);
        assertThat(keys(old)).isEmpty();
    }

    private byte[] read(String key) {
        try (InputStream in = store.open(key)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void put(String key, byte[] content) {
        try (Upload upload = store.upload(key)) {
            try (OutputStream out = upload.stream()) {
                out.write(content);
            }
            upload.commit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void two_nodes_prune_at_once_and_both_end_well() throws Exception {
        for (int round = 0; round < 20; round++) {
            for (int number = 0; number < 5; number++) {
                backUp();
            }
            String newest = listed().get(0);
            CyclicBarrier both = new CyclicBarrier(2);
            List<CompletableFuture<PruneReport>> runs = new ArrayList<>();
            for (int node = 0; node < 2; node++) {
                BackupManager one = BackupManager.builder()
                        .store(store)
                        .database(database)
                        .encryptTo(identity.recipient())
                        .clock(() -> now)
                        .build();
                runs.add(CompletableFuture.supplyAsync(() -> {
                    await(both);
                    return one.prune(LAST_ONE);
                }));
            }
            for (CompletableFuture<PruneReport> run : runs) {
                run.get();
            }
            assertThat(listed()).containsExactly(newest);
            assertThat(store.list("database/2")).hasSize(2);
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void an_interrupted_thread_deletes_nothing_more() {
        backUp();
        backUp();
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> backups.prune(LAST_ONE))
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("its thread was interrupted");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(listed()).hasSize(2);
    }

    @Test
    void events_and_meters_tell_what_went() {
        String old = backUp();
        long bytes = backups.list().get(0).storedBytes();
        backUp();
        events.clear();

        backups.prune(LAST_ONE);

        assertThat(events).containsExactly(new BackupEvent.Pruned(old, bytes, 2, OptionalInt.of(0)));
        assertThat(registry.counter("seaworthy.backup.prune", "outcome", "deleted")
                        .count())
                .isEqualTo(1.0);
        assertThat(registry.counter("seaworthy.backup.prune.bytes").count()).isEqualTo((double) bytes);
    }

    @Test
    void a_backup_that_is_not_there_cannot_be_marked() {
        Holds holds = backups.holds();

        for (String id : List.of("20261124T090000000Z-1", "../x", "")) {
            assertThatThrownBy(() -> holds.pin(id, "why"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("There is no backup of this id");
        }
        assertThat(store.list("holds/")).isEmpty();
    }

    @Test
    void whoever_reads_a_backup_that_goes_is_told_so() {
        String old = backUp();
        backUp();
        BackupManager reader = manager(new OtherStore(store) {
            @Override
            public InputStream open(String key) {
                if (key.equals(Manifests.dumpKey(old)) && !keys(old).isEmpty()) {
                    backups.prune(LAST_ONE);
                }
                return super.open(key);
            }
        });

        assertThatThrownBy(() -> reader.verify(old))
                .isInstanceOf(BackupException.class)
                .hasMessage("Backup " + old + " was not verified: it was deleted meanwhile");
    }

    @Test
    void whoever_restores_a_backup_that_goes_is_told_so() {
        String old = backUp();
        backUp();
        BackupManager reader = manager(new OtherStore(store) {
            @Override
            public InputStream open(String key) {
                if (key.equals(Manifests.dumpKey(old)) && !keys(old).isEmpty()) {
                    backups.prune(LAST_ONE);
                }
                return super.open(key);
            }
        });

        assertThatThrownBy(() -> reader.testRestore(old, identity, new InMemoryDatabase()))
                .isInstanceOf(BackupException.class)
                .hasMessage("Backup " + old + " was not tested: it was deleted meanwhile");
        assertThatThrownBy(() -> reader.verify(old)).hasMessageContaining("There is no backup " + old);
    }
}
