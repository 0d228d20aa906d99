package dev.seaworthy.backup.objects.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.encryption.EncryptionException;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.objects.repository.StoredBucket;
import dev.seaworthy.backup.objects.snapshot.KeyFilter;
import dev.seaworthy.backup.objects.snapshot.RestoreListener;
import dev.seaworthy.backup.objects.snapshot.RestoreOptions;
import dev.seaworthy.backup.objects.snapshot.RestoreReport;
import dev.seaworthy.backup.objects.snapshot.SnapshotException;
import dev.seaworthy.backup.objects.source.KeyRange;
import dev.seaworthy.backup.objects.source.ObjectMetadata;
import dev.seaworthy.backup.objects.source.TestObjects;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.store.StoredObject;
import dev.seaworthy.backup.testing.InMemoryObjectStore;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RestoreOfBucketTest {
    private static final ObjectMetadata PDF =
            new ObjectMetadata(Map.of("content-type", "application/pdf"), Map.of("owner", "7"), Map.of("keep", "yes"));

    private final Identity identity = Identity.generate();
    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final CountedStore counted = new CountedStore(store);
    private final StoredBucket bucket = StoredBucket.in(counted, Optional.of(identity), 10, 4);
    private final TestObjects source = new TestObjects();
    private final TestObjects target = new TestObjects();
    private final SnapshotReader reader =
            new SnapshotReader(bucket.repository(), StoredBucket.IDS, InstantSource.system(), new Random(1));
    private String id = "";

    @BeforeEach
    void backsUp() throws IOException {
        for (int i = 0; i < 35; i++) {
            source.with("small/%02d".formatted(i), "content " + i);
        }
        source.with("small/00-same", "content 0");
        source.with("empty", "");
        source.with("../../etc/passwd", "nasty");
        source.with("\uD83D\uDE00 \uFF5E", "wide");
        source.with("a.pdf", "a pdf".getBytes(java.nio.charset.StandardCharsets.UTF_8), PDF);
        source.with("large/1", noise(300_000), ObjectMetadata.NONE);
        source.with("large/2", noise(2_500_000), PDF);
        id = bucket.backUp(source);
        counted.opened.clear();
        source.opened.clear();
    }

    @AfterEach
    void hasEndedItsThreads() {
        LiveThreads.assertNone("seaworthy-restore");
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(length).nextBytes(noise);
        return noise;
    }

    private RestoreReport restore(RestoreOptions options) {
        return reader.restore(id, Optional.of(identity), target, options);
    }

    private RestoreReport restore() {
        return restore(RestoreOptions.standard());
    }

    private static RestoreOptions only(KeyFilter filter) {
        return RestoreOptions.builder().only(filter).build();
    }

    @Test
    void puts_every_object_with_its_metadata_into_an_empty_target() {
        RestoreReport report = restore();

        assertThat(target.all()).isEqualTo(source.all());
        assertThat(report.isComplete()).isTrue();
        assertThat(report.objects()).isEqualTo(42);
        assertThat(report.put()).isEqualTo(42);
        assertThat(report.putBytes())
                .isEqualTo(source.list(KeyRange.ALL)
                        .mapToLong(object -> object.bytes())
                        .sum());
        assertThat(report.unchanged()).isZero();
        assertThat(report.id()).isEqualTo(id);
    }

    @Test
    void reads_each_stored_content_once_in_each_part_of_the_snapshot() {
        restore();

        assertThat(counted.opened.stream().filter(key -> key.contains("/data/")))
                .hasSize((int) store.list("bucket/uploads/data/").stream().count())
                .doesNotHaveDuplicates();
    }

    @Test
    void puts_nothing_into_the_bucket_itself_and_opens_nothing() {
        RestoreReport report = reader.restore(id, Optional.of(identity), source, RestoreOptions.standard());

        assertThat(report.unchanged()).isEqualTo(42);
        assertThat(report.put()).isZero();
        assertThat(source.opened).isEmpty();
        assertThat(source.puts).isEmpty();
        assertThat(counted.opened).noneMatch(key -> key.contains("/data/"));
    }

    @Test
    void puts_only_what_differs() {
        restore();
        target.puts.clear();
        target.opened.clear();
        target.with("small/03", "CONTENT 3")
                .with("small/04", "longer than that")
                .without("small/05");
        target.with("a.pdf", target.content("a.pdf"), ObjectMetadata.NONE);

        RestoreReport report = restore();

        assertThat(target.puts).containsExactlyInAnyOrder("small/03", "small/04", "small/05");
        assertThat(target.opened).contains("small/03").doesNotContain("small/04");
        assertThat(report.put()).isEqualTo(3);
        assertThat(report.unchanged()).isEqualTo(39);
    }

    /** An ETag, for instance, which says nothing of metadata. */
    @Test
    void takes_an_equal_version_for_an_equal_content_and_compares_its_metadata() {
        restore();
        target.puts.clear();
        target.bytesRead.set(0);
        target.with("a.pdf", target.content("a.pdf"), new ObjectMetadata(Map.of(), Map.of("owner", "8"), Map.of()));

        restore();

        assertThat(target.puts).containsExactly("a.pdf");
        assertThat(target.metadata("a.pdf")).isEqualTo(PDF);
        assertThat(target.bytesRead.get()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"other", ""})
    void reads_contents_of_a_target_that_has_other_versions_or_none(String versions) {
        TestObjects other = new TestObjects(versions);
        reader.restore(id, Optional.of(identity), other, RestoreOptions.standard());
        other.puts.clear();
        other.rot("small/07");

        RestoreReport report = reader.restore(id, Optional.of(identity), other, RestoreOptions.standard());

        assertThat(other.puts).containsExactly("small/07");
        assertThat(other.all()).isEqualTo(source.all());
        assertThat(report.unchanged()).isEqualTo(41);
    }

    /** Such as those of a store that knows size and time alone. */
    @Test
    void believes_no_listing_without_versions() throws IOException {
        TestObjects timed = new TestObjects("").with("a", "one");
        String timedId = bucket.backUp(timed);
        timed.rot("a");

        RestoreReport report = reader.restore(timedId, Optional.of(identity), timed, RestoreOptions.standard());

        assertThat(report.put()).isEqualTo(1);
        assertThat(timed.text("a")).isEqualTo("one");
    }

    @Test
    void reads_every_content_of_the_target_if_it_is_told_to() {
        source.rot("small/09");
        source.rot("large/2");

        RestoreReport believing = reader.restore(id, Optional.of(identity), source, RestoreOptions.standard());
        RestoreReport reading = reader.restore(
                id,
                Optional.of(identity),
                source,
                RestoreOptions.builder().readTarget().build());

        assertThat(believing.put()).isZero();
        assertThat(source.puts).containsExactlyInAnyOrder("small/09", "large/2");
        assertThat(reading.unchanged()).isEqualTo(40);
    }

    @Test
    void does_not_put_again_what_a_target_gives_a_type_of_its_own() {
        target.with(
                "small/01",
                source.content("small/01"),
                new ObjectMetadata(Map.of("content-type", "binary/octet-stream"), Map.of(), Map.of()));
        target.with(
                "small/02",
                source.content("small/02"),
                new ObjectMetadata(Map.of("cache-control", "no-store"), Map.of(), Map.of()));

        restore(only(KeyFilter.prefix("small/0")));

        assertThat(target.puts).contains("small/02").doesNotContain("small/01");
    }

    @Test
    void others_stay_and_are_counted() {
        target.with("other", "x").with("small/0", "y");

        RestoreReport report = restore();

        assertThat(report.others()).isEqualTo(2);
        assertThat(report.deleted()).isZero();
        assertThat(target.keys()).contains("other", "small/0");
    }

    @Test
    void others_are_deleted_if_that_is_asked_but_only_among_those_that_are_meant() {
        target.with("other", "x").with("small/0", "y").with("\uFFFD", "z");

        RestoreReport report = restore(RestoreOptions.builder()
                .only(KeyFilter.prefix("small/"))
                .deleteOthers()
                .build());

        assertThat(report.others()).isEqualTo(1);
        assertThat(report.deleted()).isEqualTo(1);
        assertThat(target.keys()).contains("other", "\uFFFD").doesNotContain("small/0");
        target.with("small/x0", "y").with("small/x1", "y");
        restore(RestoreOptions.builder()
                .only(KeyFilter.glob("small/*0"))
                .deleteOthers()
                .build());
        assertThat(target.keys()).contains("small/x1").doesNotContain("small/x0");
        restore(RestoreOptions.builder().deleteOthers().build());
        assertThat(target.all()).isEqualTo(source.all());
    }

    @Test
    void nothing_is_deleted_with_another_private_key_or_with_none() {
        target.with("other", "x").with("small/00", "content X").with("small/0", "y");
        RestoreOptions deleting = RestoreOptions.builder().deleteOthers().build();

        for (Optional<Identity> wrong : List.of(Optional.<Identity>empty(), Optional.of(Identity.generate()))) {
            assertThatThrownBy(() -> reader.restore(id, wrong, target, deleting))
                    .isInstanceOf(EncryptionException.class);
        }
        assertThat(target.keys()).containsExactlyInAnyOrder("other", "small/00", "small/0");
    }

    @Test
    void nothing_is_deleted_beside_what_is_there_already_unless_it_could_be_restored() {
        restore();
        target.with("other", "x");
        RestoreOptions deleting = RestoreOptions.builder().deleteOthers().build();

        RestoreReport report = reader.restore(id, Optional.empty(), target, deleting);

        assertThat(report.deleted()).isZero();
        assertThat(report.failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.reason()).contains("It was not deleted, since the snapshot"));
        assertThat(target.keys()).contains("other");
        restore(deleting);
        assertThat(target.keys()).doesNotContain("other");
    }

    @Test
    void nothing_is_deleted_from_a_target_that_lists_in_another_order_or_too_much() {
        RestoreOptions deleting = RestoreOptions.builder().deleteOthers().build();
        TestObjects reversed = new TestObjects().with("a", "x").with("b", "y");
        reversed.listIn(Comparator.reverseOrder());
        TestObjects excessive = new TestObjects().with("a", "x").with("zz", "y");
        excessive.ignoreRanges();

        for (TestObjects wrong : List.of(reversed, excessive)) {
            assertThatThrownBy(() -> reader.restore(id, Optional.of(identity), wrong, deleting))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("another order than that of their keys, or beyond the range");
            assertThat(wrong.keys()).hasSize(2);
        }
    }

    @Test
    void an_other_that_cannot_be_deleted_is_told() {
        target.with("other", "x");
        target.refused.add("other");

        RestoreReport report = restore(RestoreOptions.builder().deleteOthers().build());

        assertThat(report.isComplete()).isFalse();
        assertThat(report.objects()).isEqualTo(42);
        assertThat(report.failures()).containsExactly(new RestoreReport.Failure("other", "the target refuses other"));
    }

    @Test
    void only_what_is_meant_is_listed_and_read() {
        RestoreReport report = restore(only(KeyFilter.prefix("small/3")));

        assertThat(target.keys()).containsExactly("small/30", "small/31", "small/32", "small/33", "small/34");
        assertThat(report.objects()).isEqualTo(5);
        assertThat(target.listed)
                .isNotEmpty()
                .allSatisfy(range -> assertThat(range.contains("small/2")).isFalse())
                .allSatisfy(range -> assertThat(range.contains("small/4x")).isFalse());
        assertThat(counted.opened.stream().filter(key -> key.contains("/segments/")))
                .hasSizeBetween(1, 3);
    }

    @Test
    void tells_that_a_filter_means_nothing() {
        RestoreReport report = restore(only(KeyFilter.glob("nothing/**")));

        assertThat(report.objects()).isZero();
        assertThat(report.isComplete()).isTrue();
    }

    @Test
    void a_damaged_content_is_never_put_and_costs_no_other() {
        String single = single(2_500_000);
        store.flipBit(single);

        RestoreReport report = restore();

        assertThat(report.failures()).extracting(RestoreReport.Failure::key).containsExactly("large/2");
        assertThat(report.failed()).isEqualTo(1);
        assertThat(report.put()).isEqualTo(41);
        assertThat(target.keys()).doesNotContain("large/2").contains("large/1", "small/00");
    }

    @Test
    void a_missing_pack_is_told_with_what_it_costs() {
        String pack = store.list("bucket/uploads/data/").stream()
                .map(StoredObject::key)
                .filter(key -> key.contains(".tar"))
                .findFirst()
                .orElseThrow();
        store.delete(pack);

        RestoreReport report = restore();

        assertThat(report.failed()).isPositive();
        assertThat(report.failures())
                .hasSize((int) report.failed())
                .allSatisfy(failure -> assertThat(failure.reason()).contains("There is no object " + pack));
        assertThat(report.put() + report.failed()).isEqualTo(42);
    }

    private String single(int leastBytes) {
        return store.list("bucket/uploads/data/").stream()
                .filter(object -> object.bytes() > leastBytes)
                .min(Comparator.comparingLong(StoredObject::bytes))
                .map(StoredObject::key)
                .orElseThrow();
    }

    /** Its stored bytes are as they were stored, and age finds nothing: the id is what tells. */
    @ParameterizedTest
    @ValueSource(strings = {"content 0", "a text of another length"})
    void a_content_that_has_not_its_id_is_never_put(String content) throws IOException {
        String forged = ForgedSnapshot.in(bucket.repository(), "small/00", 9, "content 1", content);

        RestoreReport report = reader.restore(forged, Optional.of(identity), target, RestoreOptions.standard());

        assertThat(target.keys()).isEmpty();
        assertThat(report.failures()).extracting(RestoreReport.Failure::key).containsExactly("small/00");
    }

    @Test
    void a_large_content_that_has_not_its_id_is_never_put() throws IOException {
        String right = "right".repeat(400_000);
        String wrong = "wrong".repeat(400_000);
        String forged = ForgedSnapshot.in(bucket.repository(), "large", right.length(), right, wrong);

        RestoreReport report = reader.restore(forged, Optional.of(identity), target, RestoreOptions.standard());

        assertThat(target.keys()).isEmpty();
        assertThat(report.failures())
                .containsExactly(new RestoreReport.Failure(
                        "large", "The content of large is not what was backed up: its id differs"));
    }

    @Test
    void a_part_of_the_snapshot_that_is_damaged_costs_no_other() {
        String segment = bucket.repository().segments().keys().get(1);
        store.flipBit(segment);

        target.with("other", "x");
        RestoreReport report = restore(RestoreOptions.builder().deleteOthers().build());

        assertThat(report.isComplete()).isFalse();
        assertThat(report.unread()).hasSize(1);
        assertThat(report.unread().get(0).objects()).isEqualTo(10);
        assertThat(report.unread().get(0).reason()).contains(segment);
        assertThat(report.put()).isEqualTo(32);
    }

    @Test
    void needs_a_private_key_before_anything_is_put() {
        assertThatThrownBy(() -> reader.restore(id, Optional.empty(), target, RestoreOptions.standard()))
                .isInstanceOf(EncryptionException.class)
                .hasMessageContaining("is sealed: give the private key");
        assertThat(target.puts).isEmpty();
    }

    @Test
    void another_private_key_is_refused_once_and_not_for_each_object() {
        Identity other = Identity.generate();

        assertThatThrownBy(() -> reader.restore(id, Optional.of(other), target, RestoreOptions.standard()))
                .isInstanceOf(EncryptionException.class)
                .hasMessage("Snapshot " + id + " is sealed to " + identity.recipient() + ", of which the Identity of "
                        + other.recipient() + " is none: give the private key of one of them");
        assertThat(target.puts).isEmpty();
    }

    @Test
    void an_object_that_the_target_refuses_costs_no_other() {
        target.refused.add("small/11");

        RestoreReport report = restore();

        assertThat(report.put()).isEqualTo(41);
        assertThat(report.failures())
                .containsExactly(new RestoreReport.Failure("small/11", "the target refuses small/11"));
    }

    @Test
    void a_target_that_refuses_all_ends_it() throws IOException {
        TestObjects many = new TestObjects();
        for (int i = 0; i < 150; i++) {
            many.with("many/" + i, "x");
        }
        String manyId = bucket.backUp(many);
        target.refused.addAll(many.keys());

        assertThatThrownBy(() -> reader.restore(manyId, Optional.of(identity), target, RestoreOptions.standard()))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("refused 100 objects in a row")
                .hasMessageContaining("Run again");
    }

    @Test
    void a_target_that_takes_some_is_asked_for_all_and_the_first_failures_are_told() throws IOException {
        TestObjects many = new TestObjects();
        for (int i = 0; i < 1300; i++) {
            many.with("many/%04d".formatted(i), "x");
        }
        String manyId = bucket.backUp(many);
        many.keys().stream().filter(key -> !key.endsWith("0")).forEach(target.refused::add);

        RestoreReport report = reader.restore(manyId, Optional.of(identity), target, RestoreOptions.standard());

        assertThat(report.put()).isEqualTo(130);
        assertThat(report.failed()).isEqualTo(1170);
        assertThat(report.failures()).hasSize(1000);
    }

    /** It takes no part in how many the target refuses in a row. */
    @Test
    void a_damaged_content_of_many_objects_does_not_end_it() throws IOException {
        TestObjects many = new TestObjects();
        for (int i = 0; i < 120; i++) {
            many.with("many/%04d".formatted(i), noise(1_100_000), ObjectMetadata.NONE);
        }
        String manyId = bucket.backUp(many.with("zz", "last"));
        store.flipBit(single(1_100_000));

        RestoreReport report = reader.restore(manyId, Optional.of(identity), target, RestoreOptions.standard());

        assertThat(report.failed()).isEqualTo(120);
        assertThat(target.keys()).containsExactly("zz");
    }

    @Test
    void goes_on_where_it_was_interrupted() throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        AtomicInteger count = new AtomicInteger();
        target.beforePut(() -> {
            if (count.incrementAndGet() > 12) {
                reached.countDown();
                await(new CountDownLatch(1));
            }
        });
        List<Throwable> thrown = new CopyOnWriteArrayList<>();
        Thread restoring = new Thread(() -> {
            try {
                restore();
            } catch (SnapshotException e) {
                thrown.add(e);
                thrown.add(new IllegalStateException(
                        "interrupted: " + Thread.currentThread().isInterrupted()));
            }
        });
        restoring.start();
        reached.await();
        restoring.interrupt();
        restoring.join();
        target.beforePut(() -> {});
        List<String> before = List.copyOf(target.puts);
        target.puts.clear();

        RestoreReport report = restore();

        assertThat(thrown.get(0)).hasMessageContaining("was broken off").hasMessageContaining("goes on where it was");
        assertThat(thrown.get(1)).hasMessage("interrupted: true");
        assertThat(before).isNotEmpty();
        assertThat(target.puts).doesNotContainAnyElementsOf(before);
        assertThat(report.put() + report.unchanged()).isEqualTo(42);
        assertThat(target.all()).isEqualTo(source.all());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    void tells_how_far_it_is_once_a_second_and_at_its_end_whatever_a_listener_throws() {
        AtomicLong millis = new AtomicLong();
        InstantSource clock = () -> Instant.ofEpochMilli(millis.addAndGet(100));
        List<RestoreListener.Progress> told = new CopyOnWriteArrayList<>();

        new SnapshotReader(bucket.repository(), StoredBucket.IDS, clock, new Random(1))
                .restore(
                        id,
                        Optional.of(identity),
                        target,
                        RestoreOptions.builder()
                                .listener(progress -> {
                                    told.add(progress);
                                    throw new IllegalStateException("a listener's own");
                                })
                                .build());

        assertThat(told).hasSizeBetween(4, 6);
        RestoreListener.Progress last = told.get(told.size() - 1);
        assertThat(last.objects()).isEqualTo(42);
        assertThat(last.ofObjects()).isEqualTo(42);
        assertThat(last.putBytes()).isGreaterThan(2_800_000);
    }
}
