package dev.seaworthy.backup.objects.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.Verification.Extent;
import dev.seaworthy.backup.encryption.EncryptionException;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.objects.repository.StoredBucket;
import dev.seaworthy.backup.objects.snapshot.BucketVerification;
import dev.seaworthy.backup.objects.snapshot.BucketVerification.Checked;
import dev.seaworthy.backup.objects.snapshot.BucketVerification.Damage;
import dev.seaworthy.backup.objects.snapshot.BucketVerification.Damaged;
import dev.seaworthy.backup.objects.snapshot.BucketVerification.Empty;
import dev.seaworthy.backup.objects.snapshot.BucketVerification.Intact;
import dev.seaworthy.backup.objects.snapshot.Sample;
import dev.seaworthy.backup.objects.snapshot.SnapshotException;
import dev.seaworthy.backup.objects.source.ObjectMetadata;
import dev.seaworthy.backup.objects.source.TestObjects;
import dev.seaworthy.backup.store.MissingObjectException;
import dev.seaworthy.backup.store.StoredObject;
import dev.seaworthy.backup.testing.InMemoryObjectStore;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class BucketVerifierTest {
    private final Identity identity = Identity.generate();
    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final CountedStore counted = new CountedStore(store);
    private final StoredBucket bucket = StoredBucket.in(counted, Optional.of(identity), 10, 3);
    private final TestObjects source = new TestObjects();
    private final SnapshotReader reader =
            new SnapshotReader(bucket.repository(), StoredBucket.IDS, InstantSource.system(), new Random(5));
    private String id = "";

    @BeforeEach
    void backsUp() throws IOException {
        for (int i = 0; i < 28; i++) {
            source.with("key%02d".formatted(i), "content " + i);
        }
        source.with("key00 too", "content 0").with("zz", "content 0");
        source.with(
                "large", "large".repeat(50_000).getBytes(java.nio.charset.StandardCharsets.UTF_8), ObjectMetadata.NONE);
        id = bucket.backUp(source);
        counted.opened.clear();
    }

    private BucketVerification verify(Sample sample, boolean opened) {
        return reader.verify(id, sample, opened ? Optional.of(identity) : Optional.empty());
    }

    private List<StoredObject> data() {
        return store.list("bucket/uploads/data/");
    }

    private String pack(int number) {
        return data().stream()
                .map(StoredObject::key)
                .filter(key -> key.contains(".tar"))
                .sorted()
                .toList()
                .get(number);
    }

    private static Checked checked(BucketVerification verification) {
        return verification instanceof Intact intact ? intact.checked() : ((Damaged) verification).checked();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void finds_all_intact_and_reads_each_stored_content_once(boolean opened) {
        BucketVerification verification = verify(Sample.all(), opened);

        assertThat(verification.isIntact()).isTrue();
        Checked checked = checked(verification);
        assertThat(checked.extent()).isEqualTo(opened ? Extent.OPENED : Extent.STORED);
        assertThat(checked.contents()).isEqualTo(data().size());
        assertThat(checked.ofContents()).isEqualTo(data().size());
        assertThat(checked.objects()).isEqualTo(31);
        assertThat(checked.bytes())
                .isEqualTo(data().stream().mapToLong(StoredObject::bytes).sum());
        assertThat(counted.opened.stream().filter(key -> key.contains("/data/")))
                .hasSize(data().size())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void names_what_is_missing_or_damaged_and_the_objects_that_it_costs(boolean opened) {
        String first = pack(0);
        String second = pack(1);
        store.delete(first);
        store.flipBit(second);

        Damaged damaged = (Damaged) verify(Sample.all(), opened);

        assertThat(damaged.isIntact()).isFalse();
        assertThat(damaged.contents()).isEqualTo(2);
        assertThat(damaged.damages()).extracting(Damage::stored).containsExactlyInAnyOrder(first, second);
        Set<String> keys = new HashSet<>();
        damaged.damages().forEach(damage -> keys.addAll(damage.keys()));
        assertThat(keys).contains("key00", "key00 too", "zz");
        assertThat(damaged.objects()).isEqualTo(keys.size());
        assertThat(damaged.damages())
                .filteredOn(damage -> damage.stored().equals(first))
                .singleElement()
                .satisfies(damage -> assertThat(damage.reason()).contains("There is no object " + first));
    }

    /** Whoever has the public key can store something else, and a manifest that fits. */
    @Test
    void a_content_of_another_id_is_found_by_a_private_key_alone() throws IOException {
        String forged = ForgedSnapshot.in(bucket.repository(), "key", 9, "content 1", "content 0");

        BucketVerification stored = reader.verify(forged, Sample.all(), Optional.empty());
        BucketVerification opened = reader.verify(forged, Sample.all(), Optional.of(identity));

        assertThat(stored.isIntact()).isTrue();
        assertThat(((Damaged) opened).damages())
                .singleElement()
                .satisfies(damage -> assertThat(damage.reason()).contains("an id differs"))
                .satisfies(damage -> assertThat(damage.keys()).containsExactly("key"));
    }

    @Test
    void an_entry_of_another_size_than_its_content_is_found() throws IOException {
        String forged = ForgedSnapshot.in(bucket.repository(), "key", 8, "content 1", "content 1");

        Damaged opened = (Damaged) reader.verify(forged, Sample.all(), Optional.of(identity));

        assertThat(opened.objects()).isEqualTo(1);
        assertThat(opened.damages().get(0).reason()).contains("lacks a content");
    }

    @Test
    void another_private_key_is_no_damage() {
        assertThatThrownBy(() -> reader.verify(id, Sample.all(), Optional.of(Identity.generate())))
                .isInstanceOf(EncryptionException.class)
                .hasMessageContaining("is none: give the private key of one of them");
    }

    @Test
    void a_damaged_part_of_the_snapshot_is_told() {
        String segment = bucket.repository().segments().keys().get(0);
        store.flipBit(segment);

        Damaged damaged = (Damaged) verify(Sample.all(), false);

        assertThat(damaged.contents()).isEqualTo(1);
        assertThat(damaged.objects()).isEqualTo(10);
        assertThat(damaged.damages().get(0).stored()).isEqualTo(segment);
        assertThat(damaged.damages().get(0).keys()).isEmpty();
    }

    @Test
    void a_damaged_part_is_told_once_by_a_sample_too() {
        store.flipBit(bucket.repository().segments().keys().get(0));

        Damaged damaged = (Damaged) verify(Sample.of(1), false);

        assertThat(damaged.contents()).isEqualTo(1);
        assertThat(damaged.objects()).isEqualTo(10);
    }

    @Test
    void nothing_is_intact_where_nothing_can_be_read() {
        bucket.repository().segments().keys().forEach(store::delete);

        assertThat(verify(Sample.all(), false).isIntact()).isFalse();
        assertThat(verify(Sample.of(1), false).isIntact()).isFalse();
    }

    @Test
    void a_snapshot_without_objects_is_told_apart() throws IOException {
        String empty = bucket.backUp(new TestObjects());

        assertThat(reader.verify(empty, Sample.all(), Optional.of(identity))).isEqualTo(new Empty());
        assertThat(new Empty().isIntact()).isFalse();
    }

    @Test
    void reads_so_many_as_are_asked_for_and_the_same_by_the_same_seed() {
        Checked first = checked(verify(Sample.of(3), false));
        Set<String> chosen = read();
        Checked again = checked(verify(Sample.of(3).seeded(first.seed()), false));
        Set<String> chosenAgain = read();
        checked(verify(Sample.of(3), false));
        Set<String> others = read();

        assertThat(first.contents()).isEqualTo(3);
        assertThat(chosen).hasSize(3);
        assertThat(first.ofContents()).isEqualTo(data().size());
        assertThat(again.contents()).isEqualTo(3);
        assertThat(chosenAgain).isEqualTo(chosen);
        assertThat(others).isNotEqualTo(chosen);
    }

    private Set<String> read() {
        Set<String> read = new HashSet<>(counted.opened);
        counted.opened.clear();
        read.removeIf(key -> !key.contains("/data/"));
        return read;
    }

    @Test
    void a_small_share_of_few_is_one_at_least_and_is_never_intact_for_nothing() {
        for (int seed = 0; seed < 20; seed++) {
            assertThat(checked(verify(Sample.share(0.0001).seeded(seed), false)).contents())
                    .isEqualTo(1);
        }
    }

    @Test
    void more_than_there_are_is_all() {
        assertThat(checked(verify(Sample.of(1000), true)).contents()).isEqualTo(data().size());
    }

    @Test
    void a_snapshot_that_is_not_there_is_told() {
        String other = id.replace("20261128", "20261127");
        assertThatThrownBy(() -> reader.verify(other, Sample.all(), Optional.empty()))
                .isInstanceOf(MissingObjectException.class)
                .hasMessageContaining(other);
    }

    @Test
    void an_interrupt_ends_it() {
        Thread.currentThread().interrupt();

        try {
            assertThatThrownBy(() -> verify(Sample.all(), true))
                    .isInstanceOf(SnapshotException.class)
                    .hasMessageContaining("was broken off");
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
        LiveThreads.assertNone("seaworthy-verify");
    }

    @Test
    void only_the_first_keys_of_a_damage_are_told_and_all_are_counted() throws IOException {
        TestObjects same = new TestObjects();
        for (int i = 0; i < 35; i++) {
            same.with("same%02d".formatted(i), "one and the same");
        }
        String sameId = bucket.backUp(same);
        data().forEach(object -> store.flipBit(object.key()));

        Damaged damaged = (Damaged) reader.verify(sameId, Sample.all(), Optional.empty());

        assertThat(damaged.contents()).isEqualTo(1);
        assertThat(damaged.objects()).isEqualTo(35);
        assertThat(damaged.damages().get(0).objects()).isEqualTo(35);
        assertThat(damaged.damages().get(0).keys()).hasSize(10);
    }
}
