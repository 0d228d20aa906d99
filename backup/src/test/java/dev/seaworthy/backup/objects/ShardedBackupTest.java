package dev.seaworthy.backup.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.OtherStore;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.objects.snapshot.Remark;
import dev.seaworthy.backup.objects.source.KeyRange;
import dev.seaworthy.backup.objects.source.ObjectContent;
import dev.seaworthy.backup.objects.source.ObjectSource;
import dev.seaworthy.backup.objects.source.SourceObject;
import dev.seaworthy.backup.retention.RetentionPolicy;
import dev.seaworthy.backup.store.ObjectExistsException;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.store.StoredObject;
import dev.seaworthy.backup.store.Upload;
import dev.seaworthy.backup.testing.InMemoryObjectStore;
import dev.seaworthy.core.schedule.JobStatus;
import dev.seaworthy.core.schedule.Jobs;
import dev.seaworthy.core.testing.ManualJobs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardedBackupTest extends ShardedFixture {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Node node = node();

    private void putSome() {
        putMany("a", 12);
        putMany("b", 12);
        putMany("c", 12);
        putMany("d", 12);
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    /** A node that cannot read some objects, and reads one after the other. */
    private Node unreadable(Set<String> keys) {
        OtherObjects source = new OtherObjects(objects) {
            @Override
            public ObjectContent open(String key) {
                if (keys.contains(key)) {
                    throw new StoreException(key, "it is forbidden", null);
                }
                return super.open(key);
            }
        };
        return new Node(timed(source, store).requestsInFlight(1).build());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1001})
    void a_number_of_shards_that_cannot_be_is_refused(int shards) {
        assertThatThrownBy(() -> ShardedBackup.of(backups, shards))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("shards is " + shards + "; give a number from 1 to 1000");
    }

    @Test
    void jobs_that_do_not_know_the_shards_are_refused() {
        try (Jobs others = ManualJobs.at(now).build()) {
            others.start();

            assertThatThrownBy(() -> node.sharded.begin(others)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void its_job_has_the_time_of_the_bucket_and_a_name_of_its_own() {
        assertThat(node.sharded.shards().timeout()).isEqualTo(TIMEOUT);
        assertThat(node.sharded.shards().name()).isEqualTo("backup-shards-uploads");
        assertThat(node.sharded).hasToString("Backups of bucket uploads in shards");
    }

    @Test
    void shards_make_one_snapshot_of_all_objects_and_leave_nothing_else() throws IOException {
        putSome();

        SnapshotReport report = node.backUp();

        assertThat(events.stream().filter(BucketEvent.ShardMade.class::isInstance))
                .hasSize(SHARDS);
        assertThat(report.added()).isEqualTo(48);
        assertThat(objects.opens()).isEqualTo(48);
        assertHas(report, objects.contents());
        assertThat(told()).isEmpty();
        assertThat(node.jobs.list()).isEmpty();
        assertThat(stored("DISASTER-1.md")).hasSize(1);
        assertThat(store.uploads())
                .filteredOn(key -> key.contains("/progress/"))
                .hasSize(SHARDS);
    }

    @Test
    void an_unchanged_bucket_is_not_read_and_nothing_of_it_is_stored() throws IOException {
        putSome();
        SnapshotReport first = node.backUp();
        pass(SECOND);
        List<String> stored = stored("");
        long lists = objects.lists();

        SnapshotReport second = node.backUp();

        assertThat(objects.lists() - lists).isEqualTo(SHARDS);

        assertThat(objects.opens()).isEqualTo(48);
        assertThat(second.unchanged()).isEqualTo(48);
        assertThat(second.storedBytes()).isZero();
        assertThat(stored("")).hasSize(stored.size() + 1).containsAll(stored);
        assertThat(snapshot(second).segments()).isEqualTo(snapshot(first).segments());
    }

    @Test
    void what_changes_from_one_to_the_next_is_told_by_all_shards_together() throws IOException {
        putSome();
        node.backUp();
        objects.put("a00003", bytes("changed")).remove("b00000");
        objects.put("d00100", bytes("added")).put("d00101", bytes("added too")).put("a1", bytes("as this"));
        pass(SECOND);

        SnapshotReport report = node.backUp();

        assertThat(List.of(report.unchanged(), report.added(), report.changed(), report.removed()))
                .containsExactly(46L, 3L, 1L, 1L);
        assertThat(objects.opens()).isEqualTo(48 + 4);
        assertHas(report, objects.contents());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void a_joined_snapshot_is_that_of_one_run_whatever_happens_to_the_bucket(int seed) throws IOException {
        Random random = new Random(seed);
        InMemoryObjectStore other = new InMemoryObjectStore(this::time, Long.MAX_VALUE);
        BucketBackups whole = timed(objects, other).build();
        for (int run = 0; run < 5; run++) {
            change(random);
            pass(SECOND);
            Node any = random.nextBoolean() ? node : node();

            SnapshotReport joined = any.backUp();
            SnapshotReport plain = whole.backUp();

            assertThat(snapshot(joined).entries().stream()
                            .map(entry -> List.of(entry.object(), entry.metadata(), entry.content())))
                    .containsExactlyElementsOf(
                            StoredSnapshot.of(other, NAME, plain.id(), Optional.empty()).entries().stream()
                                    .map(entry -> List.<Object>of(entry.object(), entry.metadata(), entry.content()))
                                    .toList());
            assertThat(List.of(joined.unchanged(), joined.added(), joined.changed(), joined.removed(), joined.bytes()))
                    .isEqualTo(
                            List.of(plain.unchanged(), plain.added(), plain.changed(), plain.removed(), plain.bytes()));
        }
    }

    private void change(Random random) {
        List<String> keys = List.copyOf(objects.contents().keySet());
        keys.stream().filter(key -> random.nextInt(8) == 0).forEach(objects::remove);
        keys.stream().filter(key -> random.nextInt(8) == 0).forEach(key -> put(random, key));
        random.ints(random.nextInt(60))
                .forEach(any -> put(random, Character.toString('a' + random.nextInt(5)) + random.nextInt(500)));
    }

    private void put(Random random, String key) {
        objects.put(key, bytes("content " + random.nextInt(50)));
    }

    @Test
    void what_vanished_meanwhile_and_how_much_was_stored_is_told_of_all_shards() throws IOException {
        putSome();
        Node losing = node(new OtherObjects(objects) {
            @Override
            public ObjectContent open(String key) {
                if (key.endsWith("7")) {
                    objects.remove(key);
                }
                return super.open(key);
            }
        });

        SnapshotReport report = losing.backUp();

        assertThat(report.remarks()).extracting(Remark::key).containsExactly("a00007", "b00007", "c00007", "d00007");
        assertThat(report.remarked()).isEqualTo(4);
        assertThat(report.storedBytes())
                .isEqualTo(memory.list(FOLDER).stream()
                        .filter(object -> object.key().matches(".*/(data|segments)/.*"))
                        .mapToLong(StoredObject::bytes)
                        .sum());
        assertHas(report, objects.contents());
    }

    @Test
    void an_empty_bucket_and_one_of_one_object_have_a_shard_each() throws IOException {
        SnapshotReport empty = node.backUp();
        objects.put("a", bytes("alone"));
        pass(SECOND);

        SnapshotReport one = node.backUp();

        assertThat(empty.objects()).isZero();
        assertHas(one, objects.contents());
        assertThat(events.stream().filter(BucketEvent.ShardMade.class::isInstance))
                .hasSize(2);
    }

    @Test
    void keys_may_have_any_bytes() throws IOException {
        Random random = new Random(7);
        List<String> pieces = List.of("/", ".", "..", "%", "\0", "\n", "ä", "\uFFFF", "\uD83D\uDE00", "\uDBFF\uDFFF");
        for (int i = 0; i < 150; i++) {
            String key = random.ints(1 + random.nextInt(5), 0, pieces.size())
                    .mapToObj(pieces::get)
                    .reduce("", String::concat);
            objects.put(key, key.getBytes(StandardCharsets.UTF_8));
        }

        SnapshotReport report = node.backUp();

        assertHas(report, objects.contents());
        assertThat(events.stream().filter(BucketEvent.ShardMade.class::isInstance))
                .hasSize(SHARDS);
    }

    @Test
    void a_backup_that_goes_on_is_not_begun_again() {
        putSome();

        String first = node.begin();
        String again = node.begin();
        String elsewhere = node().begin();

        assertThat(List.of(again, elsewhere)).containsOnly(first);
        assertThat(node.jobs.list()).hasSize(SHARDS);
        node.jobs.runDue();
        assertThat(node.backups.list()).hasSize(1);
    }

    @Test
    void who_begins_again_enqueues_what_is_missing() throws IOException {
        putSome();
        Set<String> keys = ConcurrentHashMap.newKeySet();
        keys.add("b00005");
        Node failing = unreadable(keys);
        String id = failing.begin();
        failing.jobs.runDue();
        keys.clear();

        Node other = unreadable(keys);
        assertThat(other.begin()).isEqualTo(id);
        assertThat(other.jobs.list()).hasSize(1);
        other.jobs.runDue();

        assertThat(objects.opens()).isEqualTo(48);
        assertHas(other.report(id), objects.contents());
    }

    @Test
    void a_shard_that_fails_says_which_and_why_and_goes_on_where_it_ended() throws IOException {
        putSome();
        Set<String> keys = ConcurrentHashMap.newKeySet();
        keys.add("c00007");
        Node failing = unreadable(keys);
        String id = failing.begin();

        failing.jobs.runDue();

        assertThat(failing.backups.list()).isEmpty();
        JobStatus status = failing.jobs.list().get(0);
        assertThat(status.lastError())
                .hasValueSatisfying(error -> assertThat(error)
                        .contains(
                                id,
                                "uploads waits for shard ",
                                " of 4: Object c00007 of the source could not be read"));
        assertThat(events.stream().filter(BucketEvent.Failed.class::isInstance).map(BucketEvent::id))
                .containsExactly(id);

        keys.clear();
        failing.jobs.advance(Duration.ofMinutes(1));

        assertThat(objects.opens()).isEqualTo(48);
        assertHas(failing.report(id), objects.contents());
    }

    @Test
    void a_shard_goes_on_with_all_attempts_before() throws IOException {
        putMany("a", 60);
        Set<String> keys = ConcurrentHashMap.newKeySet();
        keys.add("a00028");
        Node failing = unreadable(keys);
        String id = failing.begin();
        failing.jobs.runDue();
        long read = objects.opens();
        keys.add("a00023");
        objects.put("a00022", bytes("changed, and read by the second attempt"));
        objects.put("a00023", bytes("changed, so that the second attempt ends before the first"));
        failing.jobs.advance(Duration.ofSeconds(10));
        keys.clear();
        failing.jobs.advance(Duration.ofHours(1));

        assertThat(read).isEqualTo(60 - 3);
        assertThat(objects.opens()).isEqualTo(60 + 2);
        assertHas(failing.report(id), objects.contents());
    }

    @Test
    void the_next_backup_reads_nothing_again_of_one_that_never_ended() throws IOException {
        putSome();
        Set<String> keys = ConcurrentHashMap.newKeySet();
        keys.add("d00011");
        Node failing = unreadable(keys);
        failing.begin();
        failing.jobs.advance(Duration.ofSeconds(10));
        pass(TIMEOUT);

        SnapshotReport sharded = node.backUp();

        assertThat(objects.opens()).isEqualTo(48);
        assertHas(sharded, objects.contents());
    }

    @Test
    void a_plain_run_reads_nothing_again_of_one_that_never_ended() throws IOException {
        putSome();
        Set<String> keys = ConcurrentHashMap.newKeySet();
        keys.add("d00011");
        Node failing = unreadable(keys);
        failing.begin();
        failing.jobs.advance(Duration.ofSeconds(10));
        pass(SECOND);

        SnapshotReport plain = node.backups.backUp();

        assertThat(objects.opens()).isEqualTo(48);
        assertHas(plain, objects.contents());
    }

    @Test
    void once_the_time_is_over_nothing_is_made_of_a_plan_and_another_is_begun() throws IOException {
        putSome();
        String late = node.begin();
        pass(TIMEOUT);

        node.jobs.runDue();

        assertThat(node.backups.list()).isEmpty();
        assertThat(node.jobs.list())
                .allSatisfy(status -> assertThat(status.lastError())
                        .hasValueSatisfying(error -> assertThat(error).contains("longer than its timeout, PT12H")));
        SnapshotReport report = node().backUp();
        assertThat(report.id()).isNotEqualTo(late);
        assertHas(report, objects.contents());
    }

    @Test
    void the_clock_of_the_store_tells_how_old_a_plan_is_where_that_of_a_node_is_wrong() {
        putSome();
        String id = node.begin();
        Instant begun = now;
        Node behind = new Node(timed(objects, store).clock(() -> begun).build());
        behind.begin();
        pass(TIMEOUT);

        behind.jobs.runDue();

        assertThat(behind.backups.list()).isEmpty();
        assertThat(told()).contains(id + "/plan.json");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_snapshot_tells_of_the_time_of_all_its_shards(boolean timeless) {
        putSome();
        Instant begun = now;
        Node any = node(new OtherStore(memory) {
            @Override
            public Optional<Instant> storedAt(String key) {
                return timeless ? Optional.empty() : super.storedAt(key);
            }
        });
        String id = any.begin();
        pass(Duration.ofHours(2));

        any.jobs.runDue();

        assertThat(any.report(id).createdAt()).isEqualTo(begun);
        assertThat(any.report(id).duration()).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void what_a_dead_plan_has_left_goes_once_it_can_only_be_dead() {
        putSome();
        String dead = node.begin();
        pass(TIMEOUT);
        String next = node().begin();
        assertThat(told()).contains(dead + "/plan.json", next + "/plan.json");
        pass(Duration.ofHours(12).plus(SECOND));

        String last = node().begin();

        assertThat(told()).containsExactly(next + "/plan.json", last + "/plan.json");
        node.jobs.runDue();
        assertThat(node.jobs.list()).noneMatch(status -> status.lastError().isPresent());
    }

    @Test
    void a_base_that_was_pruned_meanwhile_is_not_missed() throws IOException {
        putSome();
        node.backUp();
        pass(SECOND);
        objects.put("a00000", bytes("changed"));
        String id = node.begin();
        pass(SECOND);
        node.backups.backUp();
        node.backups.prune(RetentionPolicy.keep().last(1).unproven().build());
        assertThat(node.backups.list()).hasSize(1);

        node.jobs.runDue();

        assertThat(objects.opens()).isEqualTo(48 + 1);
        assertThat(node.report(id).unchanged()).isEqualTo(48);
        assertHas(node.report(id), objects.contents());
    }

    @Test
    void every_node_can_ask_how_far_it_is() {
        putSome();
        assertThat(node.sharded.progress()).isEmpty();
        Set<String> keys = ConcurrentHashMap.newKeySet();
        keys.add("d00011");
        Node failing = unreadable(keys);
        String id = failing.begin();
        assertThat(node.sharded.progress()).contains(new ShardProgress(id, now, SHARDS, 0, 0, 0, 0, 0, 0));

        failing.jobs.runDue();

        ShardProgress progress = node.sharded.progress().orElseThrow();
        assertThat(progress.ended()).isEqualTo(SHARDS - 1);
        assertThat(progress.underWay()).isEqualTo(1);
        assertThat(progress.objects()).isBetween(30L, 47L);
        assertThat(progress.bytes()).isPositive();
        keys.clear();
        failing.jobs.advance(Duration.ofMinutes(1));
        assertThat(node.sharded.progress()).isEmpty();
        pass(SECOND);
        node.begin();
        assertThat(node.sharded.progress().orElseThrow().expectedObjects()).isEqualTo(48);
    }

    @Test
    void a_shard_that_takes_long_tells_how_far_it_is_by_one_note() {
        putSome();
        OtherObjects slow = new OtherObjects(objects) {
            @Override
            public ObjectContent open(String key) {
                pass(Duration.ofSeconds(11));
                if (key.equals("a00010")) {
                    ShardProgress progress = node.sharded.progress().orElseThrow();
                    assertThat(progress.objects()).isGreaterThan(5);
                    assertThat(told())
                            .filteredOn(name -> name.contains("/progress/"))
                            .hasSizeBetween(1, 2);
                }
                return super.open(key);
            }
        };
        Node slowly = new Node(timed(slow, store).requestsInFlight(1).build());

        slowly.backUp();
    }

    @Test
    void how_far_it_is_need_not_be_told() throws IOException {
        putSome();
        Node silent = node(new OtherStore(memory) {
            @Override
            public Upload upload(String key) {
                if (key.contains("/progress/")) {
                    throw new StoreException(key, "it is forbidden", null);
                }
                return super.upload(key);
            }
        });

        assertHas(silent.backUp(), objects.contents());
    }

    @Test
    void with_a_key_for_manifests_nobody_reads_the_keys_of_objects() throws IOException {
        Identity manifestKey = Identity.generate();
        putSome();
        Node sealed = new Node(timed(objects, store).manifestKey(manifestKey).build());
        String id = sealed.begin();
        assertThat(told()).containsExactly(id + "/plan.json.age");

        sealed.jobs.runDue();

        assertThat(sealed.report(id).objects()).isEqualTo(48);
        assertThat(told()).isEmpty();
    }

    @Test
    void a_damaged_plan_is_passed_over() throws IOException {
        putSome();
        String damaged = node.begin();
        memory.flipBit(FOLDER + "runs/" + damaged + "/plan.json");

        SnapshotReport report = node().backUp();

        assertThat(report.id()).isNotEqualTo(damaged);
        assertHas(report, objects.contents());
        node.jobs.runDue();
        assertThat(node.jobs.list().get(0).lastError())
                .hasValueSatisfying(error -> assertThat(error).contains("is no plan of a backup"));
    }

    @Test
    void nothing_but_that_it_could_not_plan_is_told_if_the_source_cannot_be_listed() {
        ObjectSource broken = new OtherObjects(objects) {
            @Override
            public Stream<SourceObject> list(KeyRange range) {
                throw new StoreException("uploads", "it is forbidden", null);
            }
        };

        assertThatThrownBy(node(broken)::begin)
                .isInstanceOf(StoreException.class)
                .hasMessage("it is forbidden");
        assertThat(told()).isEmpty();
    }

    @Test
    void two_attempts_at_once_make_one_snapshot() throws IOException {
        putSome();
        Node other = node();
        objects.beforeNextOpen(() -> {
            other.begin();
            other.jobs.runDue();
        });

        String id = node.begin();
        node.jobs.runDue();

        assertThat(node.jobs.list()).isEmpty();
        assertThat(node.backups.list()).hasSize(1);
        assertHas(node.report(id), objects.contents());
        assertThat(told()).isNotEmpty();
        pass(SECOND);
        String next = node.begin();
        assertThat(told()).containsExactly(next + "/plan.json");
    }

    @Test
    void an_attempt_whose_shard_another_has_ended_is_as_good() throws IOException {
        putSome();
        Set<String> keys = ConcurrentHashMap.newKeySet();
        keys.add("d00011");
        Node other = unreadable(keys);
        objects.beforeNextOpen(() -> {
            other.begin();
            other.jobs.runDue();
        });

        String id = node.begin();
        node.jobs.runDue();

        assertThat(node.jobs.list()).isEmpty();
        assertHas(node.report(id), objects.contents());
        assertThat(told()).isEmpty();
        keys.clear();
        other.jobs.advance(Duration.ofMinutes(1));
        assertThat(other.jobs.list()).isEmpty();
        assertThat(node.backups.list()).hasSize(1);
    }

    @Test
    void who_joins_while_another_does_is_content() throws IOException {
        putSome();
        for (String at : List.of("open runs/.*/parts/0000", "open runs/.*/parts/0003", "upload snapshots/")) {
            pass(SECOND);
            Node other = node();
            Node slow = node(new Hooked(memory, at, () -> {
                other.begin();
                other.jobs.runDue();
            }));

            String id = slow.begin();
            slow.jobs.runDue();

            assertThat(slow.jobs.list()).as(at).isEmpty();
            assertThat(other.jobs.list()).as(at).isEmpty();
            assertHas(slow.report(id), objects.contents());
            assertThat(told()).as(at).isEmpty();
        }
        assertThat(events.stream().filter(BucketEvent.Made.class::isInstance)).hasSize(3);
    }

    /** Does something once, before a request such as {@code upload snapshots/}. */
    private static final class Hooked extends OtherStore {
        private final String at;
        private final Runnable something;
        private boolean done;

        Hooked(ObjectStore store, String at, Runnable something) {
            super(store);
            this.at = at;
            this.something = something;
        }

        private void at(String request, String key) {
            if (!done && key.replace(FOLDER, request + " ").matches(at + ".*")) {
                done = true;
                something.run();
            }
        }

        @Override
        public InputStream open(String key) {
            at("open", key);
            return super.open(key);
        }

        @Override
        public Upload upload(String key) {
            at("upload", key);
            return super.upload(key);
        }
    }

    @Test
    void a_shard_that_has_ended_is_not_backed_up_again() throws IOException {
        putSome();
        Node dying = node(new OtherStore(memory) {
            @Override
            public InputStream open(String key) {
                if (key.contains("/parts/")) {
                    throw new StoreException(key, "the last one is never joined", null);
                }
                return super.open(key);
            }
        });
        String id = dying.begin();
        dying.jobs.runDue();
        assertThat(node.backups.list()).isEmpty();
        events.clear();

        assertThat(node.begin()).isEqualTo(id);
        assertThat(node.jobs.list()).hasSize(1);
        node.jobs.runDue();

        assertThat(events).hasSize(1).first().isInstanceOf(BucketEvent.Made.class);
        assertThat(objects.opens()).isEqualTo(48);
        assertHas(node.report(id), objects.contents());
    }

    @Test
    void a_bucket_that_was_small_and_has_grown_is_divided() throws IOException {
        node.backUp();
        pass(SECOND);
        putSome();
        events.clear();

        SnapshotReport report = node.backUp();

        assertThat(events.stream().filter(BucketEvent.ShardMade.class::isInstance))
                .hasSize(SHARDS);
        assertHas(report, objects.contents());
    }

    @Test
    void attempts_are_seen_though_the_clock_of_who_planned_was_behind() throws IOException {
        putSome();
        node.backUp();
        Instant behind = now.minus(Duration.ofMinutes(5));
        objects.put("a00001", bytes("changed")).put("a00002", bytes("changed"));
        Set<String> keys = ConcurrentHashMap.newKeySet();
        keys.add("a00002");
        String id = new Node(timed(objects, store).clock(() -> behind).build()).begin();
        Node failing = unreadable(keys);
        assertThat(failing.begin()).isEqualTo(id);
        failing.jobs.runDue();
        keys.clear();
        failing.jobs.advance(Duration.ofMinutes(1));

        assertThat(objects.opens()).isEqualTo(48 + 2);
        assertHas(failing.report(id), objects.contents());
    }

    @Test
    void two_begun_at_once_make_two_snapshots() throws IOException {
        putSome();
        Node other = node();
        Node slow = node(new Hooked(memory, "upload runs/", other::begin));

        String id = slow.begin();
        slow.jobs.runDue();
        other.jobs.runDue();

        assertThat(node.backups.list()).hasSize(2);
        assertHas(node.report(id), objects.contents());
        assertThat(told()).isEmpty();
    }

    @Test
    void a_snapshot_that_others_make_is_waited_for_and_not_taken_for_made() throws IOException {
        putSome();
        RefusedOnce refusing = new RefusedOnce(memory);
        Node first = node(refusing);

        String id = first.begin();
        first.jobs.runDue();

        assertThat(first.backups.list()).isEmpty();
        assertThat(first.jobs.list()).isEmpty();
        assertThat(first.begin()).isEqualTo(id);
        first.jobs.runDue();
        assertHas(first.report(id), objects.contents());
        assertThat(told()).isEmpty();
    }

    /** Says once of a snapshot that another is about to store it. */
    private static final class RefusedOnce extends OtherStore {
        private boolean refused;

        RefusedOnce(InMemoryObjectStore store) {
            super(store);
        }

        @Override
        public Upload upload(String key) {
            if (key.contains("/snapshots/") && !refused) {
                refused = true;
                throw new ObjectExistsException(key, null);
            }
            return super.upload(key);
        }
    }

    @Test
    void a_failure_names_the_snapshot_to_be() {
        putSome();
        Node failing = unreadable(Set.of("a00000"));
        String id = failing.begin();

        failing.jobs.runDue();

        assertThat(events.stream()
                        .filter(BucketEvent.Failed.class::isInstance)
                        .map(event -> ((BucketEvent.Failed) event).message()))
                .singleElement()
                .asString()
                .startsWith("shard 1 of 4: ");
        assertThat(events.stream().filter(BucketEvent.Failed.class::isInstance).map(BucketEvent::id))
                .containsExactly(id);
    }
}
