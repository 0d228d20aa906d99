package dev.seaworthy.backup.objects.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.content.Content;
import dev.seaworthy.backup.content.ContentWriter;
import dev.seaworthy.backup.content.Envelope;
import dev.seaworthy.backup.content.Written;
import dev.seaworthy.backup.encryption.Compression;
import dev.seaworthy.backup.encryption.EncryptionException;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.encryption.Recipient;
import dev.seaworthy.backup.manifest.UnreadableManifestException;
import dev.seaworthy.backup.objects.snapshot.Remark;
import dev.seaworthy.backup.objects.source.KeyRange;
import dev.seaworthy.backup.objects.source.ObjectMetadata;
import dev.seaworthy.backup.objects.source.SourceObject;
import dev.seaworthy.backup.store.MissingObjectException;
import dev.seaworthy.backup.store.ObjectExistsException;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.store.StoredObject;
import dev.seaworthy.backup.store.Upload;
import dev.seaworthy.backup.testing.InMemoryObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RepositoryTest {
    private static final String RUN = "20261128T090000000Z-0123456789abcdef0123456789abcdef";
    private static final String OTHER = "20261128T100000000Z-0123456789abcdef0123456789abcdef";
    private static final Instant TIME = Instant.parse("2026-11-28T09:00:00.123456789Z");

    private final Identity identity = Identity.generate();
    private final Identity manifestKey = Identity.generate();
    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final Repository open = repository(Optional.of(Compression.DEFAULT), List.of(), Optional.empty());
    private final Repository sealed =
            repository(Optional.of(Compression.DEFAULT), List.of(identity.recipient()), Optional.of(manifestKey));

    private Repository repository(
            Optional<Compression> compression, List<Recipient> recipients, Optional<Identity> key) {
        return Repository.of(store, "uploads", new Envelope(compression, recipients), key);
    }

    private Repository by(boolean isSealed) {
        return isSealed ? sealed : open;
    }

    static Stream<Arguments> envelopes() {
        return Stream.of(
                Arguments.argumentSet("neither", Optional.empty(), false, ""),
                Arguments.argumentSet("compressed", Optional.of(Compression.DEFAULT), false, ".zst"),
                Arguments.argumentSet("sealed", Optional.empty(), true, ".age"),
                Arguments.argumentSet("both", Optional.of(Compression.DEFAULT), true, ".zst.age"));
    }

    @ParameterizedTest
    @MethodSource("envelopes")
    void contents_come_back_out_of_each_envelope(Optional<Compression> compression, boolean isSealed, String suffix)
            throws IOException {
        Repository repository =
                repository(compression, isSealed ? List.of(identity.recipient()) : List.of(), Optional.empty());

        StoredContent pack = pack(repository, "one", "", "three");
        StoredContent single = single(repository, 7, "alone".repeat(100_000));

        assertThat(pack.key()).isEqualTo("bucket/uploads/data/" + RUN + "/00000001.tar" + suffix);
        assertThat(single.key()).isEqualTo("bucket/uploads/data/" + RUN + "/00000007" + suffix);
        assertThat(pack.isPack()).isTrue();
        assertThat(single.isPack()).isFalse();
        assertThat(read(repository, pack, "")).isEqualTo(Map.of(id("one"), "one", id(""), "", id("three"), "three"));
        assertThat(read(repository, single, "x")).isEqualTo(Map.of("x", "alone".repeat(100_000)));
        assertThat(repository.store().list(repository.layout().data()))
                .extracting(StoredObject::key)
                .containsExactlyInAnyOrder(pack.key(), single.key());
        assertThat(stored(pack.key()).contains("three")).isEqualTo(suffix.isEmpty());
        if (isSealed) {
            assertThatThrownBy(() -> repository.contents().open(pack, Optional.empty()))
                    .isInstanceOf(EncryptionException.class)
                    .hasMessageContaining(pack.key() + " is sealed");
        }
    }

    private static String id(String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return StoredBucket.IDS.of(bytes, bytes.length);
    }

    private static StoredContent pack(Repository repository, String... contents) throws IOException {
        try (PackWriter writer = repository.contents().pack(RUN, 1)) {
            for (String content : contents) {
                byte[] bytes = (content + "beyond its length").getBytes(StandardCharsets.UTF_8);
                writer.add(id(content), bytes, content.length());
            }
            assertThat(writer.bytes()).isEqualTo(String.join("", contents).length());
            return writer.commit();
        }
    }

    private static StoredContent single(Repository repository, long number, String content) throws IOException {
        try (ContentWriter writer = repository.contents().single(RUN, number)) {
            writer.stream().write(content.getBytes(StandardCharsets.UTF_8));
            writer.stream().close();
            return new StoredContent(writer.commit(new Written()));
        }
    }

    private Map<String, String> read(Repository repository, StoredContent stored, String single) throws IOException {
        Map<String, String> read = new HashMap<>();
        repository.contents().read(stored, single, Optional.of(identity), (id, bytes, content) -> {
            String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(bytes).isEqualTo(text.length());
            read.put(id, text);
        });
        return read;
    }

    private String stored(String key) {
        try (InputStream in = store.open(key)) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void opens_one_content_of_a_pack_and_no_other() throws IOException {
        StoredContent pack = pack(sealed, "one", "two", "three");

        try (InputStream two = sealed.contents().open(pack, id("two"), Optional.of(identity))) {
            assertThat(two.readAllBytes()).asString().isEqualTo("two");
        }
        assertThatThrownBy(() -> sealed.contents().open(pack, id("four"), Optional.of(identity)))
                .isInstanceOf(StoreException.class)
                .hasMessage("Object " + pack.key() + " lacks the content " + id("four"));
    }

    /** And all that is not read of a file is passed over. */
    @Test
    void a_reader_need_not_read_what_it_does_not_want() throws IOException {
        StoredContent pack = pack(open, "one".repeat(1000), "two");
        List<String> ids = new ArrayList<>();

        open.contents().read(pack, "", Optional.empty(), (id, bytes, content) -> {
            ids.add(id);
            assertThat(content.read()).isEqualTo(ids.size() == 1 ? 'o' : 't');
        });

        assertThat(ids).containsExactly(id("one".repeat(1000)), id("two"));
    }

    @Test
    void a_pack_without_a_commit_is_not_there() throws IOException {
        try (PackWriter writer = open.contents().pack(RUN, 1)) {
            writer.add(id("a"), new byte[] {'a'}, 1);
        }

        assertThat(store.list("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_damaged_or_cut_pack_is_told(boolean isSealed) throws IOException {
        StoredContent pack = pack(by(isSealed), "one", "two");
        String all = stored(pack.key());

        store.flipBit(pack.key());
        assertThatThrownBy(() -> read(by(isSealed), pack, ""))
                .isInstanceOfAny(IOException.class, RuntimeException.class);
        replace(pack.key(), all.substring(0, all.length() - 1));
        assertThatThrownBy(() -> read(by(isSealed), pack, ""))
                .isInstanceOfAny(IOException.class, RuntimeException.class);
        replace(pack.key(), all + "x");
        assertThatThrownBy(() -> read(by(isSealed), pack, ""))
                .isInstanceOfAny(IOException.class, RuntimeException.class);
        replace(pack.key(), all);
        assertThat(read(by(isSealed), pack, "")).hasSize(2);
    }

    private void replace(String key, String content) throws IOException {
        store.delete(key);
        put(key, content);
    }

    private void put(String key, String content) throws IOException {
        try (Upload upload = store.upload(key)) {
            upload.stream().write(content.getBytes(StandardCharsets.ISO_8859_1));
            upload.stream().close();
            upload.commit();
        }
    }

    private static Entry entry(String key, String id, StoredContent stored) {
        return new Entry(
                new SourceObject(key, key.length(), "\"v" + key + '"', TIME),
                new ObjectMetadata(
                        Map.of("content-type", "text/" + key, "expires", "\n\"\\"),
                        Map.of("name", key),
                        Map.of(key, "")),
                id,
                stored.key());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_segment_comes_back_whatever_its_keys_are(boolean isSealed) throws IOException {
        StoredContent pack = pack(open, "one");
        StoredContent single = single(open, 2, "alone");
        List<String> keys = new ArrayList<>(List.of(
                "../a",
                "/a",
                "a",
                "a\"b\\",
                "a\n\r\u2028",
                "a//b",
                "x".repeat(1024),
                "\u00e4",
                "a\u0308",
                "\uD83D\uDE00",
                "\uFFFF",
                "\u0000",
                "{}",
                "e".repeat(3) + "\u0301",
                "\u007F"));
        keys.sort(KeyRange.ORDER);
        Segment segment = new Segment(
                new KeyRange("", Optional.of("\uDBFF\uDFFF")),
                keys.stream()
                        .map(key -> entry(key, id(key), key.length() > 2 ? pack : single))
                        .toList(),
                List.of(pack, single));

        SegmentRef ref = by(isSealed).segments().write(RUN, 3, segment);

        assertThat(by(isSealed).segments().read(ref)).isEqualTo(segment);
        assertThat(by(isSealed).segments().read(ref.key())).isEqualTo(segment);
        assertThat(ref.range()).isEqualTo(segment.range());
        assertThat(ref.objects()).isEqualTo(keys.size());
        assertThat(ref.bytes())
                .isEqualTo(keys.stream().mapToLong(String::length).sum());
        assertThat(ref.key())
                .isEqualTo("bucket/uploads/segments/" + RUN + "/00000003.jsonl.zst" + (isSealed ? ".age" : ""));
        assertThat(by(isSealed).segments().keys()).containsExactly(ref.key());
    }

    @Test
    void random_segments_come_back() throws IOException {
        Random random = new Random(31);
        StoredContent pack = pack(open, "one");
        for (int i = 0; i < 50; i++) {
            List<String> keys = random.ints(20, 0, 0x3000)
                    .mapToObj(Character::toString)
                    .distinct()
                    .sorted(KeyRange.ORDER)
                    .filter(key -> !key.isEmpty())
                    .toList();
            Segment segment = new Segment(
                    KeyRange.ALL,
                    keys.stream().map(key -> entry(key, id(key), pack)).toList(),
                    List.of(pack));

            assertThat(open.segments().read(open.segments().write(RUN, 100 + i, segment)))
                    .isEqualTo(segment);
        }
    }

    private SegmentRef segment(Repository repository, long number, KeyRange range, String... keys) throws IOException {
        StoredContent single = single(repository, 1000 + number, "alone");
        return repository
                .segments()
                .write(
                        RUN,
                        number,
                        new Segment(
                                range,
                                Stream.of(keys)
                                        .map(key -> entry(key, id(key), single))
                                        .toList(),
                                List.of(single)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_segment_that_is_not_what_was_stored_is_refused_by_name(boolean isSealed) throws IOException {
        SegmentRef ref = segment(by(isSealed), 1, KeyRange.ALL, "a", "b");
        String all = stored(ref.key());

        store.flipBit(ref.key());
        assertUnreadable(by(isSealed), ref);
        replace(ref.key(), all.substring(0, all.length() / 2));
        assertUnreadable(by(isSealed), ref);
        SegmentRef other = segment(by(isSealed), 2, KeyRange.ALL, "a", "c");
        replace(ref.key(), stored(other.key()));
        assertUnreadable(by(isSealed), ref);
        store.delete(ref.key());
        assertUnreadable(by(isSealed), ref);
    }

    private static void assertUnreadable(Repository repository, SegmentRef ref) {
        assertThatThrownBy(() -> repository.segments().read(ref))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(ref.key());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "{}",
                "[]",
                "{\"formatVersion\":2,\"after\":\"\",\"entries\":0,\"contents\":[]}",
                "{\"formatVersion\":1,\"after\":\"\",\"entries\":1,\"contents\":[]}",
                "{\"formatVersion\":1,\"after\":\"\",\"entries\":0,\"contents\":[]}\n{}",
                "{\"formatVersion\":1,\"after\":\"\",\"entries\":1,\"contents\":[]}\n{\"key\":\"a\",\"bytes\":1,"
                        + "\"version\":\"\",\"modifiedAt\":\"2026-11-28T09:00:00Z\",\"id\":\"x\",\"content\":0}"
            })
    void what_is_no_segment_is_refused_by_name(String text) throws IOException {
        String key = "bucket/uploads/segments/" + RUN + "/00000009.jsonl";
        put(key, text);

        assertThatThrownBy(() -> open.segments().read(key))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("Object " + key + " is no segment: ");
    }

    @Test
    void a_sealed_segment_needs_the_manifest_key() throws IOException {
        SegmentRef ref = segment(sealed, 1, KeyRange.ALL, "a");

        assertThatThrownBy(() -> open.segments().read(ref))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("Could not open " + ref.key())
                .hasMessageContaining("is sealed");
        assertThat(stored(ref.key())).startsWith("age-encryption.org/v1");
    }

    private Snapshot snapshot(Repository repository, String id) throws IOException {
        return new Snapshot(
                id,
                TIME,
                Duration.ofMillis(1234),
                List.of(
                        segment(repository, 1, new KeyRange("", Optional.of("b\uD83D\uDE00")), "a", "b"),
                        segment(repository, 2, new KeyRange("b\uD83D\uDE00", Optional.empty()))),
                List.of(new Remark("a\n", Remark.Kind.CHANGED), new Remark("b", Remark.Kind.VANISHED)),
                7,
                99,
                List.of("age1x", "age1y"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_snapshot_comes_back(boolean isSealed) throws IOException {
        Snapshot snapshot = snapshot(by(isSealed), RUN);

        by(isSealed).snapshots().publish(snapshot);

        String key = "bucket/uploads/snapshots/" + RUN + (isSealed ? ".json.age" : ".json");
        assertThat(by(isSealed).snapshots().read(RUN)).isEqualTo(snapshot);
        assertThat(by(isSealed).snapshots().find(RUN)).contains(snapshot);
        assertThat(by(isSealed).snapshots().ids()).containsExactly(RUN);
        assertThat(snapshot.objects()).isEqualTo(2);
        assertThat(snapshot.bytes()).isEqualTo(2);
        assertThat(stored(key).contains("formatVersion")).isNotEqualTo(isSealed);
        assertThatThrownBy(() -> by(isSealed).snapshots().publish(snapshot)).isInstanceOf(ObjectExistsException.class);
    }

    @Test
    void the_newest_snapshot_is_the_first_and_one_that_is_deleted_is_gone() throws IOException {
        open.snapshots().publish(snapshot(open, RUN));
        Snapshot first = open.snapshots().read(RUN);
        open.snapshots()
                .publish(new Snapshot(OTHER, TIME, Duration.ZERO, first.segments(), List.of(), 0, 0, List.of()));

        assertThat(open.snapshots().ids()).containsExactly(OTHER, RUN);
        open.snapshots().delete(OTHER);
        open.snapshots().delete(OTHER);
        assertThat(open.snapshots().ids()).containsExactly(RUN);
        assertThat(open.snapshots().find(OTHER)).isEmpty();
        assertThatThrownBy(() -> open.snapshots().read(OTHER))
                .isInstanceOf(MissingObjectException.class)
                .hasMessageContaining("snapshots/" + OTHER);
        assertThat(open.segments().keys()).hasSize(2);
    }

    @Test
    void an_id_that_is_none_is_refused() {
        assertThatThrownBy(() -> open.snapshots().read("../x")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_damaged_or_cut_snapshot_is_refused_by_name(boolean isSealed) throws IOException {
        by(isSealed).snapshots().publish(snapshot(by(isSealed), RUN));
        String key = store.list("bucket/uploads/snapshots/").get(0).key();
        String all = stored(key);

        store.flipBit(key);
        assertNone(by(isSealed), key);
        replace(key, all.substring(0, all.length() - 7));
        assertNone(by(isSealed), key);
        replace(key, "");
        assertNone(by(isSealed), key);
    }

    private static void assertNone(Repository repository, String key) {
        assertThatThrownBy(() -> repository.snapshots().read(RUN))
                .isInstanceOf(UnreadableManifestException.class)
                .hasMessageContaining(key);
        assertThat(repository.snapshots().ids()).containsExactly(RUN);
    }

    @Test
    void a_sealed_snapshot_needs_the_manifest_key() throws IOException {
        sealed.snapshots().publish(snapshot(sealed, RUN));

        assertThatThrownBy(() -> open.snapshots().read(RUN))
                .isInstanceOf(UnreadableManifestException.class)
                .hasMessageContaining("Could not open")
                .hasMessageContaining("is sealed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "bucket/other/segments", "bucket/uploads/data", "bucket/uploads/segments/../x"})
    void a_snapshot_that_is_not_the_one_or_names_what_is_not_its_own_is_refused(String what) throws IOException {
        SegmentRef ref = segment(open, 1, KeyRange.ALL, "a");
        Content content = ref.content();
        String foreign = ref.key().replace("bucket/uploads/segments", what);
        SegmentRef named = new SegmentRef(
                ref.range(),
                ref.objects(),
                ref.bytes(),
                new Content(
                        content.plain(),
                        content.compressed(),
                        List.of(new dev.seaworthy.backup.content.ContentObject(
                                what.equals("id") ? ref.key() : foreign,
                                content.objects().get(0).stored()))));
        Snapshot snapshot = new Snapshot(
                what.equals("id") ? OTHER : RUN, TIME, Duration.ZERO, List.of(named), List.of(), 0, 0, List.of());
        put(
                "bucket/uploads/snapshots/" + RUN + ".json",
                new String(new SnapshotFormat().write(snapshot), StandardCharsets.UTF_8));

        assertThatThrownBy(() -> open.snapshots().read(RUN))
                .isInstanceOf(UnreadableManifestException.class)
                .hasMessageContaining(what.equals("id") ? "it is of another id" : "no segment of its bucket");
    }

    @Test
    void a_snapshot_of_another_version_or_with_another_checksum_is_refused() throws IOException {
        open.snapshots().publish(snapshot(open, RUN));
        String key = "bucket/uploads/snapshots/" + RUN + ".json";
        String all = stored(key);

        replace(key, all.replace("\"formatVersion\" : 1", "\"formatVersion\" : 2"));
        assertThatThrownBy(() -> open.snapshots().read(RUN)).hasMessageContaining("needs another version of Seaworthy");
        replace(key, all.replace("\"remarked\" : 7", "\"remarked\" : 8"));
        assertThatThrownBy(() -> open.snapshots().read(RUN)).isInstanceOf(UnreadableManifestException.class);
    }

    @Test
    void the_recipe_is_written_once() throws IOException {
        open.writeRecipe();
        open.writeRecipe();

        assertThat(stored("bucket/uploads/DISASTER-1.md")).startsWith("# Restoring a bucket by hand");
        assertThat(open.snapshots().ids()).isEmpty();
    }
}
