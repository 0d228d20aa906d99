package dev.seaworthy.backup.objects.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.content.Content;
import dev.seaworthy.backup.content.ContentObject;
import dev.seaworthy.backup.content.Measure;
import dev.seaworthy.backup.objects.repository.Changes;
import dev.seaworthy.backup.objects.repository.SegmentRef;
import dev.seaworthy.backup.objects.repository.Snapshot;
import dev.seaworthy.backup.objects.source.KeyRange;
import dev.seaworthy.backup.objects.source.ObjectContent;
import dev.seaworthy.backup.objects.source.ObjectSource;
import dev.seaworthy.backup.objects.source.SourceObject;
import dev.seaworthy.backup.testing.InMemoryObjects;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where shards begin and end. */
class PlanTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final String ID = "20261128T120000000Z-0123456789abcdef0123456789abcdef";

    private static Plan plan(List<String> boundaries) {
        return new Plan(ID, NOW, Optional.empty(), boundaries, 0, 0);
    }

    private static SegmentRef segment(String after, Optional<String> through, int objects, long bytes) {
        Measure none = Measure.of(new byte[0]);
        return new SegmentRef(
                new KeyRange(after, through),
                objects,
                bytes,
                new Content(
                        none, none, List.of(new ContentObject("bucket/b/segments/" + ID + "/00000001.jsonl", none))));
    }

    private static Snapshot snapshot(List<SegmentRef> segments) {
        return new Snapshot(ID, NOW, Duration.ZERO, segments, Changes.NONE, List.of(), 0, 0, List.of());
    }

    /** Each segment with as many objects as its number says. */
    private static Snapshot snapshot(int... objects) {
        List<SegmentRef> segments = new ArrayList<>();
        String after = "";
        for (int i = 0; i < objects.length; i++) {
            String through = "k%05d".formatted(i);
            segments.add(
                    segment(after, i == objects.length - 1 ? Optional.empty() : Optional.of(through), objects[i], 0));
            after = through;
        }
        return snapshot(segments);
    }

    @Test
    void shards_cover_all_keys_and_have_none_twice() {
        Plan plan = plan(List.of("b", "d", "f"));

        assertThat(plan.shards()).isEqualTo(4);
        for (String key : List.of("\0", "a", "b", "b\0", "d", "e", "f", "g", "\uDBFF\uDFFF")) {
            assertThat(IntStream.range(0, 4).filter(shard -> plan.range(shard).contains(key)))
                    .as(key)
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "b", "a"})
    void boundaries_that_do_not_ascend_are_refused(String second) {
        assertThatThrownBy(() -> plan(List.of("b", second)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("order of keys");
        assertThatThrownBy(() -> plan(List.of(""))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void there_are_a_thousand_shards_at_most() {
        List<String> boundaries =
                IntStream.range(0, 1000).mapToObj("%04d"::formatted).toList();

        assertThat(plan(boundaries.subList(0, 999)).shards()).isEqualTo(1000);
        assertThatThrownBy(() -> plan(boundaries)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void segments_are_divided_by_their_weight() {
        assertThat(Boundaries.of(snapshot(10, 10, 10, 10), 2)).containsExactly("k00001");
        assertThat(Boundaries.of(snapshot(10, 10, 10, 10), 4)).containsExactly("k00000", "k00001", "k00002");
        assertThat(Boundaries.of(snapshot(30, 10, 10, 10), 2)).containsExactly("k00000");
        assertThat(Boundaries.of(snapshot(60, 1, 1, 1, 19), 4)).containsExactly("k00000", "k00002");
        assertThat(Boundaries.of(snapshot(10, 10), 16)).containsExactly("k00000");
        assertThat(Boundaries.of(snapshot(10, 10), 1)).isEmpty();
        assertThat(Boundaries.of(snapshot(0), 4)).isEmpty();
    }

    @Test
    void the_bytes_of_objects_weigh_too() {
        List<SegmentRef> segments = List.of(
                segment("", Optional.of("a"), 10, 1L << 40),
                segment("a", Optional.of("b"), 10, 10),
                segment("b", Optional.empty(), 10, 10));

        assertThat(Boundaries.of(snapshot(segments), 2)).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100, 999, 1000})
    void a_plan_of_random_segments_has_whole_ones_and_no_shard_too_many(int shards) {
        Random random = new Random(shards);
        Snapshot snapshot = snapshot(random.ints(1500, 0, 10_000).toArray());

        Plan plan = plan(Boundaries.of(snapshot, shards));

        assertThat(plan.shards()).isLessThanOrEqualTo(shards).isGreaterThan(shards / 2);
        TreeSet<String> ends = new TreeSet<>();
        snapshot.segments().forEach(segment -> segment.range().through().ifPresent(ends::add));
        assertThat(ends).containsAll(plan.boundaries());
        double most = IntStream.range(0, plan.shards())
                .mapToLong(shard -> snapshot.segments().stream()
                        .filter(segment ->
                                segment.range().intersect(plan.range(shard)).isPresent())
                        .mapToLong(SegmentRef::objects)
                        .sum())
                .max()
                .orElseThrow();
        assertThat(most).isLessThanOrEqualTo((double) snapshot.objects() / shards + 20_000);
    }

    /** A bucket that counts what it is asked. */
    private static final class Counted implements ObjectSource {
        private final InMemoryObjects objects;
        private long told;

        Counted(InMemoryObjects objects) {
            this.objects = objects;
        }

        @Override
        public Stream<SourceObject> list(KeyRange range) {
            assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(range.after()))
                    .as("a text that a request can carry")
                    .isTrue();
            return objects.list(range).peek(object -> told++);
        }

        @Override
        public ObjectContent open(String key) {
            throw new AssertionError("nothing is to be opened");
        }
    }

    private static List<Integer> sizes(InMemoryObjects objects, List<String> boundaries) {
        Plan plan = plan(boundaries);
        return IntStream.range(0, plan.shards())
                .mapToObj(shard -> (int) objects.list(plan.range(shard)).count())
                .toList();
    }

    @Test
    void a_bucket_of_one_page_or_none_is_not_divided() {
        InMemoryObjects objects = new InMemoryObjects();
        assertThat(new Seeking(objects, 100).boundaries(8)).isEmpty();

        IntStream.range(0, 99).forEach(i -> objects.put("only/" + i, new byte[0]));

        assertThat(sizes(objects, new Seeking(objects, 1000).boundaries(1))).containsExactly(99);
    }

    @Test
    void keys_of_hashes_under_a_long_prefix_are_divided_evenly() {
        InMemoryObjects objects = new InMemoryObjects();
        Random random = new Random(1);
        IntStream.range(0, 16_000)
                .forEach(i -> objects.put("photos/of/a/long/path/%016x".formatted(random.nextLong()), new byte[0]));
        Counted counted = new Counted(objects);

        List<Integer> sizes = sizes(objects, new Seeking(counted, 100).boundaries(16));

        assertThat(sizes).hasSize(16).allSatisfy(size -> assertThat(size).isBetween(850, 1150));
        assertThat(objects.lists() - 16).isLessThan(100);
        assertThat(counted.told).isLessThan(100 * 100);
    }

    @Test
    void what_is_small_beside_a_large_prefix_gets_no_shard_of_its_own() {
        InMemoryObjects objects = new InMemoryObjects();
        IntStream.range(0, 30).forEach(i -> objects.put("a" + i, new byte[0]));
        IntStream.range(0, 5000).forEach(i -> objects.put("b%04d".formatted(i), new byte[0]));

        List<Integer> sizes = sizes(objects, new Seeking(objects, 100).boundaries(5));

        assertThat(sizes).hasSize(5).allSatisfy(size -> assertThat(size).isBetween(900, 1100));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void however_keys_are_they_are_divided_within_few_looks(int seed) {
        Random random = new Random(seed);
        List<String> pieces = List.of("a", "b", "/", "\0", "ä", "\uFFFF", "\uD83D\uDE00", "\uDBFF\uDFFF");
        InMemoryObjects objects = new InMemoryObjects();
        for (int i = 0; i < 2000; i++) {
            objects.put(
                    random.ints(1 + random.nextInt(9), 0, pieces.size())
                            .mapToObj(pieces::get)
                            .reduce("", String::concat),
                    new byte[0]);
        }
        int shards = 1 + random.nextInt(20);

        List<Integer> sizes =
                sizes(objects, new Seeking(new Counted(objects), 1 + random.nextInt(50)).boundaries(shards));

        assertThat(sizes).hasSizeLessThanOrEqualTo(shards);
        assertThat(sizes.stream().mapToInt(size -> size).sum())
                .isEqualTo(objects.contents().size());
        assertThat(objects.lists()).isLessThan(64 + 32L * shards + 3 + 20);
    }

    @Test
    void a_character_of_two_units_is_not_cut() {
        InMemoryObjects objects = new InMemoryObjects();
        IntStream.range(0, 100).forEach(i -> objects.put("\uD83D\uDE00" + i, new byte[0]));

        List<String> boundaries = new Seeking(new Counted(objects), 5).boundaries(4);

        assertThat(objects.lists()).isLessThan(50);
        assertThat(sizes(objects, boundaries)).hasSize(4);
    }

    @Test
    void a_chain_of_keys_that_are_prefixes_of_one_another_ends_the_search() {
        InMemoryObjects objects = new InMemoryObjects();
        IntStream.rangeClosed(1, 1000).forEach(i -> objects.put("x".repeat(i), new byte[0]));

        List<String> boundaries = new Seeking(objects, 10).boundaries(4);

        assertThat(plan(boundaries).shards()).isLessThanOrEqualTo(4);
        assertThat(objects.lists()).isLessThan(64 + 32 * 4 + 3);
    }
}
