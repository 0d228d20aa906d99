package dev.seaworthy.backup.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.OtherStore;
import dev.seaworthy.backup.id.TimeIds;
import dev.seaworthy.backup.interrupt.TimeLimit;
import dev.seaworthy.backup.objects.repository.Proofs;
import dev.seaworthy.backup.objects.repository.Repository;
import dev.seaworthy.backup.objects.repository.Segment;
import dev.seaworthy.backup.objects.repository.SegmentRef;
import dev.seaworthy.backup.objects.repository.StoredContent;
import dev.seaworthy.backup.retention.Holds;
import dev.seaworthy.backup.retention.Mark;
import dev.seaworthy.backup.retention.Reason;
import dev.seaworthy.backup.retention.RetentionPolicy;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.store.StoredObject;
import dev.seaworthy.backup.store.Upload;
import dev.seaworthy.backup.testing.InMemoryObjectStore;
import dev.seaworthy.backup.testing.InMemoryObjectStore.Operation;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PruningTest {
    private static final Duration GRACE = Duration.ofHours(3); // abandonedAfter, and an hour
    private static final String DATA = "bucket/b/data/";
    private static final String MARKS = "bucket/b/condemned/";

    private final Random random = new Random(1);
    private Instant now = Instant.parse("2026-11-28T12:00:00Z");
    private Instant ofStore = now;
    private InMemoryObjectStore store = new InMemoryObjectStore(() -> ofStore, Long.MAX_VALUE);

    private String backUp(String... words) throws IOException {
        return backUp(store, words);
    }

    private String backUp(ObjectStore to, String... words) throws IOException {
        String id = new ModelRun(to, () -> now, () -> now, Duration.ofHours(1), random).run(List.of(words));
        pass(Duration.ofMinutes(10));
        return id;
    }

    private void pass(Duration time) {
        now = now.plus(time);
        ofStore = ofStore.plus(time);
    }

    private Pruning pruning(ObjectStore of) {
        return new Pruning(ModelRun.repository(of), Duration.ofHours(2), new TimeIds(random), () -> now);
    }

    private static RetentionPolicy last(int count) {
        return RetentionPolicy.keep().last(count).unproven().build();
    }

    private PruneReport prune() {
        return prune(store);
    }

    private PruneReport prune(ObjectStore of) {
        return pruning(of).prune(last(1), TimeLimit.none());
    }

    private Set<String> keys(String prefix) {
        return store.list(prefix).stream().map(StoredObject::key).collect(Collectors.toCollection(TreeSet::new));
    }

    private long bytes(Set<String> keys) {
        return store.list("").stream()
                .filter(object -> keys.contains(object.key()))
                .mapToLong(StoredObject::bytes)
                .sum();
    }

    /** Two snapshots that share two contents; the first has two more, and the segment of those. */
    private String backUpTwice() throws IOException {
        backUp("a", "b", "c", "d");
        return backUp("a", "b", "e", "f");
    }

    private Set<String> needed() {
        Set<String> needed = new TreeSet<>();
        ModelRun.repository(store).snapshots().ids().forEach(id -> needed.addAll(neededBy(id)));
        return needed;
    }

    private Set<String> neededBy(String id) {
        Repository repository = ModelRun.repository(store);
        Set<String> needed = new TreeSet<>();
        for (SegmentRef ref : repository.snapshots().read(id).segments()) {
            needed.add(ref.key());
            Segment segment = repository.segments().read(ref);
            segment.contents().values().stream().map(StoredContent::key).forEach(needed::add);
        }
        return needed;
    }

    private Set<String> stored() {
        Set<String> stored = keys(DATA);
        stored.addAll(keys("bucket/b/segments/"));
        return stored;
    }

    @Test
    void what_only_a_deleted_snapshot_needed_is_condemned_and_goes_after_the_grace() throws IOException {
        String newest = backUpTwice();
        pass(GRACE);
        Set<String> all = stored();

        PruneReport first = prune();

        Set<String> garbage = new TreeSet<>(all);
        garbage.removeAll(needed());
        assertThat(first.pruned()).hasSize(1).doesNotContain(newest);
        assertThat(first.isComplete()).isTrue();
        assertThat(garbage).hasSize(3);
        assertThat(first.condemned()).isEqualTo(new PruneReport.Amount(3, bytes(garbage)));
        assertThat(first.deleted()).isEqualTo(new PruneReport.Amount(0, 0));
        assertThat(stored()).isEqualTo(all);
        assertThat(keys(MARKS))
                .isEqualTo(garbage.stream()
                        .map(key -> key.replace("bucket/b/", MARKS))
                        .collect(Collectors.toCollection(TreeSet::new)));

        long size = bytes(garbage);
        pass(GRACE.minusSeconds(1));
        assertThat(prune().waiting()).isEqualTo(new PruneReport.Amount(3, size));
        assertThat(stored()).isEqualTo(all);
        pass(Duration.ofSeconds(1));
        assertThat(prune().deleted()).isEqualTo(new PruneReport.Amount(3, size));
        assertThat(stored()).isEqualTo(needed());
        assertThat(keys(MARKS)).isEmpty();
        assertThat(keys("bucket/b/clock/")).isEmpty();
        assertThat(prune().waiting()).isEqualTo(new PruneReport.Amount(0, 0));
    }

    @Test
    void a_plan_writes_nothing_and_is_what_is_done() throws IOException {
        backUpTwice();
        pass(GRACE);
        Set<String> before = keys("");

        PruneReport plan = pruning(store).plan(last(1), TimeLimit.none());

        assertThat(keys("")).isEqualTo(before);
        assertThat(plan).isEqualTo(prune());
        pass(GRACE);
        before = keys("");
        plan = pruning(store).plan(last(1), TimeLimit.none());
        assertThat(keys("")).isEqualTo(before);
        assertThat(plan.deleted().objects()).isEqualTo(3);
        assertThat(plan).isEqualTo(prune());
    }

    @Test
    void what_a_run_stores_at_the_moment_is_not_condemned_nor_what_an_unfinished_one_refers_to() throws IOException {
        backUp("a", "b", "c", "d");
        pass(GRACE);
        assertThatThrownBy(() -> backUp(withoutPublish(), "x", "b", "y", "z")).isInstanceOf(StoreException.class);
        Set<String> all = stored();

        assertThat(prune().condemned().objects()).isZero();
        pass(Duration.ofDays(2));
        assertThat(prune().condemned().objects()).isZero(); // the next run goes on with it
        assertThat(stored()).isEqualTo(all);

        backUp("a", "b", "c", "d");
        pass(GRACE);
        assertThat(prune().condemned().objects()).isEqualTo(5);
    }

    @Test
    void what_a_run_has_stored_and_named_nowhere_yet_is_not_condemned_while_it_may_go_on() throws IOException {
        put(DATA + new TimeIds(random).next(now) + "/00000001.tar.zst.age");
        backUp("a", "b", "c", "d");
        pass(GRACE.minusMinutes(10));

        assertThat(prune().condemned().objects()).isZero();
        pass(Duration.ofSeconds(1));
        assertThat(prune().condemned().objects()).isEqualTo(1);
    }

    private ObjectStore withoutPublish() {
        return new OtherStore(store) {
            @Override
            public Upload upload(String key) {
                if (key.contains("/snapshots/")) {
                    throw new StoreException(key, "killed", null);
                }
                return super.upload(key);
            }
        };
    }

    @Test
    void a_content_that_is_condemned_is_stored_anew() throws IOException {
        backUpTwice();
        pass(GRACE);
        prune();
        backUp("a", "b", "c", "f");
        pass(GRACE);

        prune();

        assertThat(stored()).containsAll(needed());
    }

    @Test
    void a_snapshot_that_cannot_be_read_stops_the_collection() throws IOException {
        backUpTwice();
        pass(GRACE);
        String manifest = keys("bucket/b/snapshots/").iterator().next();
        store.flipBit(manifest);
        Set<String> all = stored();

        PruneReport report = prune();

        assertThat(report.plan().unreadable()).hasSize(1).allMatch(manifest::contains);
        assertThat(report.pruned()).isEmpty();
        assertThat(report.isComplete()).isFalse();
        assertThat(report.stopped())
                .hasValueSatisfying(
                        why -> assertThat(why).startsWith("what snapshot ").contains(" needs is unknown: ", manifest));
        assertThat(stored()).isEqualTo(all);
        assertThat(keys(MARKS)).isEmpty();
    }

    @Test
    void a_segment_that_is_damaged_or_gone_stops_the_collection() throws IOException {
        backUpTwice();
        pass(GRACE);
        prune();
        pass(GRACE);
        Set<String> all = stored();
        String segment = needed().stream()
                .filter(key -> key.contains("/segments/"))
                .findFirst()
                .orElseThrow();
        store.flipBit(segment);

        assertThat(prune().stopped()).hasValueSatisfying(why -> assertThat(why).contains("needs is unknown", segment));
        assertThat(stored()).isEqualTo(all);
        store.delete(segment);
        assertThat(prune().stopped()).hasValueSatisfying(why -> assertThat(why).contains("needs is unknown", segment));
        all.remove(segment);
        assertThat(stored()).isEqualTo(all);
    }

    @Test
    void a_segment_of_an_unfinished_run_that_cannot_be_read_stops_the_collection() throws IOException {
        backUpTwice();
        pass(GRACE);
        Set<String> before = stored();
        assertThatThrownBy(() -> backUp(withoutPublish(), "x", "b", "y", "z")).isInstanceOf(StoreException.class);
        String segment = keys("bucket/b/segments/").stream()
                .filter(key -> !before.contains(key))
                .findFirst()
                .orElseThrow();
        store.flipBit(segment);

        assertThat(prune().stopped())
                .hasValueSatisfying(why -> assertThat(why).contains("an unfinished run needs", segment));
        assertThat(keys(MARKS)).isEmpty();
    }

    @Test
    void objects_of_unknown_names_are_not_touched() throws IOException {
        backUpTwice();
        String run = "20260101T000000000Z-" + "0".repeat(32);
        List<String> unknown = List.of(
                DATA + "note.txt",
                DATA + run + "/note.txt",
                DATA + run + "/00000001.rar",
                DATA + run + "/deep/00000001",
                DATA + "20260101/00000001",
                "bucket/b/segments/" + run + "/00000001.parquet",
                "bucket/b/DISASTER-1.md",
                "bucket/c/data/" + run + "/00000001",
                "bucket/b2/data/" + run + "/00000001",
                MARKS + "data/note.txt",
                "database/x/dump.zst.age");
        for (String key : unknown) {
            put(key);
        }
        put(DATA + run + "/00000002.tar.zst.age.0002");
        pass(GRACE);
        prune();
        pass(GRACE);
        prune();

        assertThat(keys("")).containsAll(unknown).doesNotContain(DATA + run + "/00000002.tar.zst.age.0002");
    }

    private void put(String key) throws IOException {
        try (Upload upload = store.upload(key)) {
            upload.stream().write(1);
            upload.stream().close();
            upload.commit();
        }
    }

    @Test
    void an_unknown_name_among_the_snapshots_stops_the_collection() throws IOException {
        backUpTwice();
        pass(GRACE);
        put("bucket/b/snapshots/20260101T000000000Z-" + "0".repeat(32) + ".v2");

        assertThat(prune().stopped()).hasValueSatisfying(why -> assertThat(why).contains(".v2", "move it away"));
        assertThat(keys(MARKS)).isEmpty();
    }

    @Test
    void without_a_snapshot_nothing_is_garbage() throws IOException {
        assertThatThrownBy(() -> backUp(withoutPublish(), "x", "b", "y", "z")).isInstanceOf(StoreException.class);
        pass(Duration.ofDays(9));

        assertThat(prune().stopped()).hasValueSatisfying(why -> assertThat(why).contains("there is no snapshot"));
        assertThat(keys(MARKS)).isEmpty();
    }

    @Test
    void a_content_of_several_objects_stays_or_goes_whole() throws IOException {
        store = new InMemoryObjectStore(() -> ofStore, 40);
        String large = "abcdefghij".repeat(12);
        backUp("a", "b", "c", large);
        backUp("a", "b", large + "1", "d");
        pass(GRACE);
        assertThat(keys(DATA)).filteredOn(key -> key.endsWith(".0003")).hasSize(2);
        Set<String> all = keys(DATA);

        prune();
        assertThat(keys(MARKS)).noneMatch(mark -> mark.contains(".000"));
        pass(GRACE);
        prune();

        Set<String> left = new TreeSet<>(keys(DATA));
        assertThat(all).hasSize(2 + 1 + 3 + 4 + 1);
        assertThat(left).hasSize(2 + 4 + 1);
        assertThat(keys(MARKS)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-3653, -2, 2, 3653})
    void a_clock_that_jumps_condemns_and_deletes_nothing(long days) throws IOException {
        backUpTwice();
        pass(GRACE);
        prune();
        Set<String> all = stored();
        Set<String> marks = keys(MARKS);
        now = now.plus(Duration.ofDays(days));

        PruneReport report = prune();

        assertThat(report.stopped()).hasValueSatisfying(why -> assertThat(why).contains("by that of the store"));
        assertThat(stored()).isEqualTo(all);
        assertThat(keys(MARKS)).isEqualTo(marks);
        assertThat(report.uploads()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {-3653, -2, 36, 3653})
    void a_clock_that_jumps_together_with_that_of_the_store_condemns_and_deletes_nothing(long days) throws IOException {
        backUpTwice();
        pass(GRACE);
        prune();
        Set<String> all = stored();
        Set<String> marks = keys(MARKS);
        pass(Duration.ofDays(days));

        PruneReport report = prune();

        assertThat(report.stopped()).hasValueSatisfying(why -> assertThat(why).contains("set the clock"));
        assertThat(stored()).isEqualTo(all);
        assertThat(keys(MARKS)).isEqualTo(marks);
    }

    @Test
    void a_mark_of_a_time_to_come_is_not_old() throws IOException {
        backUpTwice();
        pass(GRACE);
        ObjectStore silent = withoutTimes();
        ofStore = ofStore.plus(Duration.ofDays(2));
        prune(silent);
        ofStore = ofStore.minus(Duration.ofDays(2));
        prune();
        Set<String> all = stored();
        pass(GRACE);

        assertThat(prune().waiting().objects()).isEqualTo(3);
        assertThat(stored()).isEqualTo(all);
    }

    private ObjectStore withoutTimes() {
        return new OtherStore(store) {
            @Override
            public Optional<Instant> storedAt(String key) {
                return Optional.empty();
            }
        };
    }

    @ParameterizedTest
    @ValueSource(longs = {-59, 0, 59})
    void clocks_that_differ_by_less_than_an_hour_do_no_harm(long minutes) throws IOException {
        now = now.plus(Duration.ofMinutes(minutes));
        backUpTwice();
        pass(GRACE);

        assertThat(prune().condemned().objects()).isEqualTo(3);
        now = now.minus(Duration.ofMinutes(minutes));
        pass(GRACE.minusSeconds(1));
        assertThat(prune().waiting().objects()).isEqualTo(3);
        pass(Duration.ofSeconds(1));
        assertThat(prune().deleted().objects()).isEqualTo(3);
    }

    @Test
    void where_the_store_tells_no_times_the_marks_do() throws IOException {
        backUpTwice();
        pass(GRACE);
        ObjectStore silent = withoutTimes();

        assertThat(prune(silent).condemned().objects()).isEqualTo(3);
        pass(GRACE.minusSeconds(1));
        assertThat(prune(silent).waiting().objects()).isEqualTo(3);
        pass(Duration.ofSeconds(1));
        String mark = keys(MARKS).iterator().next();
        store.delete(mark);
        put(mark);
        PruneReport report = prune(silent);
        assertThat(report.deleted().objects()).isEqualTo(2);
        assertThat(report.problems()).singleElement().asString().contains("is no mark");
    }

    @Test
    void a_locked_snapshot_stays_and_so_does_what_it_needs() throws IOException {
        store.lockedFor(Duration.ofDays(1));
        backUpTwice();
        pass(GRACE);

        PruneReport report = prune();

        assertThat(report.pruned()).isEmpty();
        assertThat(report.plan().decisions().get(1).reasons()).singleElement().satisfies(reason -> {
            assertThat(reason.kind()).isEqualTo(Reason.Kind.LOCKED);
            assertThat(reason.detail()).contains("2026-11-29T12:00:00Z");
        });
        assertThat(report.condemned().objects()).isZero();
    }

    @Test
    void what_is_locked_and_condemned_goes_when_its_lock_is_over() throws IOException {
        backUp("a", "b", "c", "d");
        store.lockedFor(Duration.ofDays(2));
        assertThatThrownBy(() -> backUp(withoutPublish(), "x", "b", "y", "z")).isInstanceOf(StoreException.class);
        store.lockedFor(Duration.ZERO);
        backUp("a", "b", "c", "d");
        pass(GRACE);
        prune();
        pass(GRACE);

        PruneReport report = prune();

        assertThat(report.locked().objects()).isEqualTo(5);
        assertThat(report.deleted().objects()).isZero();
        assertThat(store.heldVersions()).isEmpty();
        pass(Duration.ofDays(2));
        assertThat(prune().deleted().objects()).isEqualTo(5);
    }

    @Test
    void the_locks_of_what_a_snapshot_needs_last_as_long_as_its_own() throws IOException {
        store.lockedFor(Duration.ofDays(30));
        backUp("a", "b", "c", "d");
        String old = needed().iterator().next();
        pass(Duration.ofDays(20));
        backUp("a", "b", "c", "e");
        Instant due = Instant.parse("2027-01-17T12:10:00Z");

        PruneReport report = pruning(store).prune(last(2), TimeLimit.none());

        Set<String> newest = needed();
        assertThat(report.extendedLocks()).isPositive();
        String content =
                newest.stream().filter(key -> key.startsWith(DATA)).findFirst().orElseThrow();
        assertThat(store.lockedUntil(content)).contains(due.plus(Duration.ofDays(7)));
        assertThat(store.lockedUntil(old)).isPresent();
        assertThat(pruning(store).prune(last(2), TimeLimit.none()).extendedLocks())
                .isZero();
    }

    /** One question for each content in each prune would be a million. */
    @Test
    void a_lock_that_is_known_to_last_is_not_asked_for_again() throws IOException {
        store.lockedFor(Duration.ofDays(30));
        List<String> asked = new ArrayList<>();
        Pruning pruning = pruning(new OtherStore(store) {
            @Override
            public Optional<Instant> lockedUntil(String key) {
                asked.add(key);
                return super.lockedUntil(key);
            }
        });
        backUp("a", "b", "c", "d");
        pass(Duration.ofDays(20));
        backUp("a", "b", "c", "e");
        assertThat(pruning.prune(last(2), TimeLimit.none()).extendedLocks()).isPositive();
        assertThat(pruning.prune(last(2), TimeLimit.none()).extendedLocks()).isZero();
        asked.clear();

        pruning.prune(last(2), TimeLimit.none());

        assertThat(asked).hasSize(2).allMatch(key -> key.startsWith("bucket/b/snapshots/"));
        pass(Duration.ofDays(8));
        String newest = backUp("a", "b", "c", "f");
        pruning.prune(last(2), TimeLimit.none());
        assertThat(neededBy(newest))
                .allSatisfy(key -> assertThat(store.lockedUntil(key).orElseThrow())
                        .isAfterOrEqualTo(now.minus(Duration.ofMinutes(10)).plus(Duration.ofDays(30))));
    }

    @Test
    void a_snapshot_that_is_pinned_stays_also_if_that_comes_in_the_last_moment() throws IOException {
        backUpTwice();
        String oldest = ModelRun.repository(store).snapshots().keys().firstKey();
        ObjectStore late = new OtherStore(store) {
            @Override
            public Upload upload(String key) {
                if (key.startsWith(MARKS + "snapshots/" + oldest + "/")) {
                    pruning(store).holds().pin(oldest, "before the migration");
                }
                return super.upload(key);
            }
        };

        assertThat(prune(late).pruned()).isEmpty();
        assertThat(keys(MARKS)).isEmpty();
        assertThat(prune().plan().decisions().get(1).reasons())
                .extracting(Reason::kind)
                .containsExactly(Reason.Kind.PINNED);
        pruning(store).holds().list().forEach(pruning(store).holds()::release);
        assertThat(prune().pruned()).containsExactly(oldest);
    }

    @Test
    void nobody_is_told_that_a_snapshot_is_held_while_it_goes_and_the_hold_is_heeded() throws IOException {
        backUpTwice();
        String oldest = ModelRun.repository(store).snapshots().keys().firstKey();
        ObjectStore racing = new OtherStore(store) {
            @Override
            public void delete(String key) {
                if (key.contains("/snapshots/" + oldest + ".json")) {
                    assertThatThrownBy(() -> pruning(store).holds().hold(oldest, "case 7"))
                            .isInstanceOf(IllegalArgumentException.class);
                    Iterator<Boolean> there = List.of(true, false).iterator(); // it was, before the prune began
                    Holds slow = Holds.of(store, "bucket/b", any -> there.next(), () -> now);
                    assertThatThrownBy(() -> slow.hold(oldest, "case 8"))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageContaining("nothing is promised");
                }
                super.delete(key);
            }
        };

        assertThat(prune(racing).pruned()).isEmpty();
        assertThat(ModelRun.repository(store).snapshots().read(oldest).id()).isEqualTo(oldest);
        assertThat(pruning(store).holds().of(oldest)).hasSize(1);
    }

    @Test
    void the_proof_of_a_snapshot_that_is_made_and_verified_meanwhile_stays() throws IOException {
        backUpTwice();
        ObjectStore racing = new OtherStore(store) {
            private int listings;

            @Override
            public List<StoredObject> list(String prefix) {
                if (prefix.equals("bucket/b/proven/") && ++listings == 2) { // the first is for the plan
                    backUpProven();
                }
                return super.list(prefix);
            }
        };
        prune(racing);

        assertThat(keys("bucket/b/proven/")).hasSize(1);
    }

    private void backUpProven() {
        try {
            new Proofs(store, ModelRun.repository(store).layout()).keep(backUp("a", "z"), now);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void what_a_killed_prune_left_of_a_snapshot_is_taken_back_after_a_day() throws IOException {
        backUpTwice();
        String newest = ModelRun.repository(store).snapshots().keys().lastKey();
        String left = MARKS + "snapshots/" + newest + "/20260101T000000000Z-" + "0".repeat(32);
        put(left);

        prune();
        assertThat(keys(MARKS + "snapshots/")).containsExactly(left);
        pass(Duration.ofDays(1));
        prune();
        assertThat(keys(MARKS + "snapshots/")).isEmpty();
        assertThat(pruning(store).holds().pin(newest, "it can be held again").kind())
                .isEqualTo(Mark.Kind.PIN);
    }

    @Test
    void the_newest_that_was_proven_stays_and_without_a_proof_all_do() throws IOException {
        String proven = backUpTwice();
        backUp("x", "b", "c", "d");
        backUp("y", "b", "c", "d");
        RetentionPolicy policy = RetentionPolicy.keep().last(1).build();

        assertThat(pruning(store).prune(policy, TimeLimit.none()).pruned()).isEmpty();
        new Proofs(store, ModelRun.repository(store).layout()).keep(proven, now);
        new Proofs(store, ModelRun.repository(store).layout()).keep(proven, now);
        PruneReport report = pruning(store).prune(policy, TimeLimit.none());

        assertThat(report.pruned()).hasSize(2).doesNotContain(proven);
        assertThat(report.plan().kept()).extracting(snapshot -> snapshot.id()).contains(proven);
        String newest = ModelRun.repository(store).snapshots().keys().lastKey();
        new Proofs(store, ModelRun.repository(store).layout()).keep(newest, now);
        assertThat(pruning(store).prune(policy, TimeLimit.none()).pruned()).containsExactly(proven);
        assertThat(keys("bucket/b/proven/")).containsExactly("bucket/b/proven/" + newest);
    }

    @Test
    void uploads_that_never_ended_are_discarded_after_the_grace() throws IOException {
        backUpTwice();
        store.upload(DATA + "20261128T121000000Z-" + "0".repeat(32) + "/00000001");
        store.upload("bucket/c/data/x");
        pass(GRACE);
        assertThat(prune().uploads()).isZero();
        pass(Duration.ofSeconds(1));

        assertThat(prune().uploads()).isEqualTo(1);
    }

    @Test
    void a_deletion_that_fails_is_told_and_done_by_the_next() throws IOException {
        backUpTwice();
        pass(GRACE);
        store.failNext(Operation.DELETE);
        PruneReport report = prune();
        assertThat(report.pruned()).isEmpty();
        assertThat(report.problems()).hasSize(1).allMatch(problem -> problem.contains("could not be deleted"));
        assertThat(report.isComplete()).isFalse();

        assertThat(prune().pruned()).hasSize(1);
        pass(GRACE);
        report = prune(failingOnce(DATA));
        assertThat(report.deleted().objects()).isEqualTo(2);
        assertThat(report.problems()).singleElement().asString().contains("told to fail");
        assertThat(keys(MARKS)).hasSize(1);
        assertThat(prune(failingOnce(MARKS)).problems()).hasSize(1);
        assertThat(prune().problems()).isEmpty();
        assertThat(stored()).isEqualTo(needed());
        assertThat(keys(MARKS)).isEmpty();
    }

    private ObjectStore failingOnce(String prefix) {
        return new OtherStore(store) {
            private boolean failed;

            @Override
            public void delete(String key) {
                if (!failed && key.startsWith(prefix)) {
                    failed = true;
                    throw new StoreException(key, "told to fail", null);
                }
                super.delete(key);
            }
        };
    }

    @Test
    void uploads_that_cannot_be_discarded_are_told() throws IOException {
        backUpTwice();
        pass(GRACE);

        PruneReport report = prune(new OtherStore(store) {
            @Override
            public int discardUploads(String prefix, Instant begunBefore) {
                throw new StoreException(prefix, "no uploads today", null);
            }
        });

        assertThat(report.problems()).containsExactly("no uploads today");
        assertThat(report.condemned().objects()).isEqualTo(3);
    }

    @Test
    void a_failure_by_the_end_of_the_time_stops_it() throws IOException {
        backUpTwice();
        ObjectStore interrupted = new OtherStore(store) {
            @Override
            public int discardUploads(String prefix, Instant begunBefore) {
                throw new AssertionError("it was stopped");
            }

            @Override
            public void list(String prefix, Consumer<StoredObject> each) {
                Thread.currentThread().interrupt();
                throw new StoreException(prefix, "interrupted", null);
            }
        };

        PruneReport report = prune(interrupted);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(report.stopped()).contains("its thread was interrupted");
    }

    @Test
    void an_interrupt_ends_it() throws IOException {
        backUpTwice();
        pass(GRACE);
        prune();
        pass(GRACE);
        Thread.currentThread().interrupt();

        PruneReport report = prune();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(report.stopped()).hasValueSatisfying(why -> assertThat(why).contains("interrupted"));
        assertThat(report.deleted().objects()).isZero();
    }

    /** Tells what is asked, {@code delete bucket/b/…}, after it was done, or read. */
    private final class Told extends OtherStore {
        private final Consumer<String> listener;

        Told(Consumer<String> listener) {
            super(store);
            this.listener = listener;
        }

        @Override
        public Upload upload(String key) {
            listener.accept("upload " + key);
            return super.upload(key);
        }

        @Override
        public InputStream open(String key) {
            return new FilterInputStream(super.open(key)) {
                private boolean closed;

                @Override
                public void close() throws IOException {
                    super.close();
                    if (!closed) {
                        closed = true;
                        listener.accept("open " + key);
                    }
                }
            };
        }

        @Override
        public void delete(String key) {
            super.delete(key);
            listener.accept("delete " + key);
        }
    }

    /** By a store that heeds none itself. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "open bucket/b/segments/",
                "open bucket/b/segments/unfinished",
                "upload bucket/b/condemned/",
                "delete bucket/b/data/"
            })
    void an_interrupt_in_its_midst_is_heeded_before_the_next_request_of_its_kind(String kind) throws Exception {
        backUpTwice();
        pass(GRACE);
        prune();
        backUp("u", "v", "x", "y");
        pass(GRACE);
        Actor killed = Actor.start(store, to -> backUp(to, "k", "l", "m", "n"));
        while (!killed.request().startsWith("commit bucket/b/snapshots/")) {
            killed.step(Actor.Outcome.DONE);
        }
        String unfinished = keys("bucket/b/segments/").stream()
                .reduce((older, newer) -> newer)
                .orElseThrow();
        killed.step(Actor.Outcome.KILLED);
        String request =
                kind.replace("bucket/b/segments/unfinished", unfinished.substring(0, unfinished.lastIndexOf('/')));
        AtomicInteger requests = new AtomicInteger();
        ObjectStore interrupting = new Told(told -> {
            if (told.startsWith(request)) {
                requests.incrementAndGet();
                Thread.currentThread().interrupt();
            }
        });

        PruneReport report = prune(interrupting);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(report.stopped()).hasValueSatisfying(why -> assertThat(why).contains("interrupted"));
        assertThat(requests).hasValue(1);
    }

    /** So that a kill leaves the newest snapshots, and never what is marked without its mark. */
    @Test
    void the_oldest_snapshots_go_first_and_segments_before_contents_and_marks_last() throws IOException {
        backUp("a", "b", "c", "d");
        backUp("e", "f", "g", "h");
        backUp("i", "j", "k", "l");
        pass(GRACE);
        List<String> deleted = new ArrayList<>();
        ObjectStore told = new Told(deleted::add);

        prune(told);
        assertThat(deleted)
                .filteredOn(request -> request.startsWith("delete bucket/b/snapshots/"))
                .hasSize(2)
                .isSorted();
        pass(GRACE);
        deleted.clear();
        prune(told);

        assertThat(deleted.stream()
                        .filter(request -> request.matches("delete bucket/b/(segments|data|condemned)/.*"))
                        .map(request -> request.split("/", -1)[2])
                        .distinct())
                .containsExactly("segments", "data", "condemned");
    }

    /** How it is when the process dies at one of its requests; afterwards another goes on. */
    @ParameterizedTest
    @EnumSource(names = {"KILLED", "REFUSED", "ANSWER_LOST"})
    void it_can_be_killed_or_fail_at_any_request(Actor.Outcome outcome) throws IOException {
        int requests = 0;
        int at = 0;
        boolean reached = true;
        while (reached) {
            store = new InMemoryObjectStore(() -> ofStore, Long.MAX_VALUE);
            backUpTwice();
            pass(GRACE);
            prune();
            backUp("a", "x", "y", "f");
            pass(GRACE);
            Actor actor = Actor.start(store, this::prune);
            for (requests = 0; requests < at && !actor.isEnded(); requests++) {
                actor.step(Actor.Outcome.DONE);
            }
            reached = !actor.isEnded();
            for (Actor.Outcome next = outcome; !actor.isEnded(); next = Actor.Outcome.DONE) {
                actor.step(next);
            }
            assertThat(actor.failure()).isNull();
            assertThat(stored()).containsAll(needed());
            IntStream.range(0, 2).forEach(any -> {
                assertThat(prune().isComplete()).isTrue();
                pass(Duration.ofDays(1).plus(GRACE));
            });
            assertThat(prune().isComplete()).isTrue();
            assertThat(stored()).isEqualTo(needed());
            assertThat(keys(MARKS)).isEmpty();
            assertThat(keys("bucket/b/clock/")).isEmpty();
            at++;
        }
        assertThat(requests).isGreaterThan(30);
    }

    /** It counts to a million, and the listing is not kept. */
    @Test
    void a_million_contents_are_listed_one_by_one() throws IOException {
        backUpTwice();
        pass(GRACE);
        String run = "20261128T155000000Z-" + "0".repeat(32);
        ObjectStore huge = new OtherStore(store) {
            @Override
            public List<StoredObject> list(String prefix) {
                if (prefix.equals(DATA) || prefix.equals(MARKS + "data/")) {
                    throw new AssertionError("kept");
                }
                return super.list(prefix);
            }

            @Override
            public void list(String prefix, Consumer<StoredObject> each) {
                super.list(prefix, each);
                if (prefix.equals(DATA)) {
                    IntStream.range(0, 1_000_000)
                            .forEach(i -> each.accept(new StoredObject(DATA + run + "/" + (10_000_000 + i), 1)));
                }
            }
        };

        assertThat(prune(huge).condemned().objects()).isEqualTo(3);
    }
}
