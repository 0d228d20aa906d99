package dev.seaworthy.backup.objects.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.encryption.EncryptionException;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.objects.repository.StoredBucket;
import dev.seaworthy.backup.objects.snapshot.SnapshotDiff;
import dev.seaworthy.backup.objects.snapshot.SnapshotDiff.Change;
import dev.seaworthy.backup.objects.snapshot.SnapshotDiff.Kind;
import dev.seaworthy.backup.objects.snapshot.SnapshotException;
import dev.seaworthy.backup.objects.snapshot.SnapshotObject;
import dev.seaworthy.backup.objects.source.ObjectContent;
import dev.seaworthy.backup.objects.source.ObjectMetadata;
import dev.seaworthy.backup.objects.source.TestObjects;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.testing.InMemoryObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SnapshotReaderTest {
    private static final ObjectMetadata TEXT =
            new ObjectMetadata(Map.of("content-type", "text/plain"), Map.of(), Map.of());

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
        for (int i = 0; i < 30; i++) {
            source.with("key%02d".formatted(i), "content " + i);
        }
        source.with("\uFF5E", "tilde").with("\uD83D\uDE00", "smile");
        source.with("large", "large".repeat(50_000).getBytes(StandardCharsets.UTF_8), TEXT);
        id = bucket.backUp(source);
        counted.opened.clear();
    }

    @ParameterizedTest
    @ValueSource(strings = {"key00", "key29", "large", "\uD83D\uDE00"})
    void opens_one_object_with_its_metadata(String key) throws IOException {
        try (ObjectContent content = reader.open(id, key, Optional.of(identity))) {
            assertThat(content.object()).isEqualTo(source.open(key).object());
            assertThat(content.metadata()).isEqualTo(source.metadata(key));
            assertThat(content.readAllBytes()).isEqualTo(source.content(key));
        }
        assertThat(counted.opened.stream().filter(opened -> opened.contains("/segments/")))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "key", "key000", "\uDBFF\uDFFF"})
    void names_a_key_that_the_snapshot_does_not_have(String key) {
        assertThatThrownBy(() -> reader.open(id, key, Optional.of(identity)))
                .isInstanceOf(SnapshotException.class)
                .hasMessage("Snapshot " + id + " has no object of the key \"" + key + '"');
    }

    @Test
    void opens_nothing_without_a_private_key() {
        assertThatThrownBy(() -> reader.open(id, "key00", Optional.empty()))
                .isInstanceOf(EncryptionException.class)
                .hasMessageContaining("give the private key");
    }

    @Test
    void shows_no_end_of_what_is_not_what_was_backed_up() throws IOException {
        String right = "right".repeat(400_000);
        String forged = ForgedSnapshot.in(bucket.repository(), "large", right.length(), right, "wrong".repeat(400_000));

        try (ObjectContent content = reader.open(forged, "large", Optional.of(identity))) {
            assertThatThrownBy(content::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessage("The content of large is not what was backed up: its id differs");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void shows_no_end_of_a_content_of_another_size(int difference) throws IOException {
        String right = "right".repeat(400_000);
        String forged = ForgedSnapshot.in(bucket.repository(), "large", right.length() + difference, right, right);

        try (ObjectContent content = reader.open(forged, "large", Optional.of(identity))) {
            assertThatThrownBy(content::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(difference < 0 ? "is longer than" : "ended at byte");
        }
    }

    @Test
    void closing_an_object_that_was_not_read_ends_its_threads() throws IOException {
        reader.open(id, "key00", Optional.of(identity)).close();
        reader.open(id, "large", Optional.of(identity)).close();

        LiveThreads.assertNone("seaworthy-");
    }

    @Test
    void lists_the_objects_of_a_prefix_in_their_order_and_reads_no_more_than_their_parts() {
        List<SnapshotObject> all;
        List<SnapshotObject> some;
        try (Stream<SnapshotObject> entries = reader.entries(id, "")) {
            all = entries.toList();
        }
        counted.opened.clear();
        try (Stream<SnapshotObject> entries = reader.entries(id, "key2")) {
            some = entries.toList();
        }

        assertThat(all).extracting(entry -> entry.object().key()).containsExactlyElementsOf(source.keys());
        assertThat(all)
                .filteredOn(entry -> entry.object().key().equals("large"))
                .extracting(SnapshotObject::metadata)
                .containsExactly(TEXT);
        assertThat(some).hasSize(10).allMatch(entry -> entry.object().key().startsWith("key2"));
        assertThat(counted.opened.stream().filter(opened -> opened.contains("/segments/")))
                .hasSizeBetween(1, 3);
    }

    @Test
    void compares_two_snapshots() throws IOException {
        source.without("key03")
                .with("key10", "other")
                .with("key11", "content 11")
                .with("key99", "new");
        source.with("large", source.content("large"), ObjectMetadata.NONE);
        String after = bucket.backUp(source);
        List<Change> told = new ArrayList<>();

        SnapshotDiff diff = reader.diff(id, after, told::add);

        assertThat(told)
                .containsExactly(
                        new Change("key03", Kind.REMOVED),
                        new Change("key10", Kind.CHANGED),
                        new Change("key99", Kind.ADDED),
                        new Change("large", Kind.CHANGED));
        assertThat(diff).isEqualTo(new SnapshotDiff(id, after, 1, 1, 2, 30, told));
        assertThat(reader.diff(after, id).first())
                .extracting(Change::kind)
                .containsExactly(Kind.ADDED, Kind.CHANGED, Kind.REMOVED, Kind.CHANGED);
    }

    @Test
    void reads_no_part_that_two_snapshots_share() throws IOException {
        String same = bucket.backUp(source);
        source.with("key15", "other");
        String after = bucket.backUp(source);
        counted.opened.clear();

        SnapshotDiff none = reader.diff(id, same);
        List<String> read = List.copyOf(counted.opened);
        SnapshotDiff one = reader.diff(id, after);

        assertThat(none.unchanged()).isEqualTo(33);
        assertThat(none.first()).isEmpty();
        assertThat(read).noneMatch(key -> key.contains("/segments/"));
        assertThat(one).isEqualTo(new SnapshotDiff(id, after, 0, 0, 1, 32, List.of(new Change("key15", Kind.CHANGED))));
        assertThat(counted.opened.stream().filter(key -> key.contains("/segments/")))
                .hasSize(2);
    }

    @Test
    void compares_parts_that_are_cut_otherwise() throws IOException {
        StoredBucket other = StoredBucket.of(bucket.repository(), 7, 3);
        other.backUp(source);
        source.with("key07", "other").without("\uFF5E");
        String after = other.backUp(source);

        SnapshotDiff diff = reader.diff(id, after);

        assertThat(diff.first()).containsExactly(new Change("key07", Kind.CHANGED), new Change("\uFF5E", Kind.REMOVED));
        assertThat(diff.unchanged()).isEqualTo(31);
    }

    @Test
    void compares_with_an_empty_snapshot() throws IOException {
        String empty = bucket.backUp(new TestObjects());

        assertThat(reader.diff(empty, id).added()).isEqualTo(33);
        assertThat(reader.diff(id, empty).removed()).isEqualTo(33);
        assertThat(reader.diff(empty, empty)).isEqualTo(new SnapshotDiff(empty, empty, 0, 0, 0, 0, List.of()));
    }

    @Test
    void counts_more_differences_than_it_lists() throws IOException {
        TestObjects many = new TestObjects();
        for (int i = 0; i < 1500; i++) {
            many.with("many" + i, "x");
        }
        String from = bucket.backUp(new TestObjects());

        SnapshotDiff diff = reader.diff(from, bucket.backUp(many));

        assertThat(diff.added()).isEqualTo(1500);
        assertThat(diff.first()).hasSize(1000);
    }

    @Test
    void a_damaged_part_cannot_be_compared() throws IOException {
        source.with("key15", "other");
        String after = bucket.backUp(source);
        String segment =
                bucket.repository().snapshots().read(id).segments().get(1).key();
        store.flipBit(segment);

        assertThatThrownBy(() -> reader.diff(id, after))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(segment);
    }
}
