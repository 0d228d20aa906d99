package dev.seaworthy.backup.objects.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.content.Content;
import dev.seaworthy.backup.content.ContentObject;
import dev.seaworthy.backup.content.Measure;
import dev.seaworthy.backup.objects.source.KeyRange;
import dev.seaworthy.backup.objects.source.ObjectMetadata;
import dev.seaworthy.backup.objects.source.SourceObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Segments and snapshots that cannot be. */
class CoherenceTest {
    private static final Measure NONE = new Measure(0, "");
    private static final StoredContent CONTENT =
            new StoredContent(new Content(NONE, NONE, List.of(new ContentObject("c", NONE))));

    private static Segment segment(KeyRange range, String... keys) {
        return new Segment(range, Stream.of(keys).map(key -> entry(key, "c")).toList(), List.of(CONTENT));
    }

    private static Entry entry(String key, String stored) {
        return new Entry(new SourceObject(key, 1, "", Instant.EPOCH), ObjectMetadata.NONE, "id", stored);
    }

    static Stream<Arguments> wrong() {
        KeyRange range = new KeyRange("b", Optional.of("d"));
        return Stream.of(
                Arguments.argumentSet("the key before the first", range, List.of("b")),
                Arguments.argumentSet("after the last", range, List.of("c", "d", "e")),
                Arguments.argumentSet("twice", range, List.of("c", "c")),
                Arguments.argumentSet("in another order", range, List.of("d", "c")),
                Arguments.argumentSet("in the order of Java", KeyRange.ALL, List.of("\uD83D\uDE00", "\uFF5E")));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void entries_out_of_order_or_range_are_refused(KeyRange range, List<String> keys) {
        assertThatThrownBy(() -> segment(range, keys.toArray(String[]::new)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not in the order of their keys, or not in its range");
    }

    @Test
    void entries_of_a_content_that_is_not_named_are_refused() {
        assertThatThrownBy(() -> new Segment(KeyRange.ALL, List.of(entry("a", "other")), List.of(CONTENT)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("an entry names a content that it lacks: other");
    }

    @Test
    void a_segment_has_the_last_key_of_its_range() {
        Segment segment = segment(new KeyRange("b", Optional.of("d")), "c", "d");

        assertThat(segment.bytes()).isEqualTo(2);
        assertThat(segment.stored(segment.entries().get(0))).isEqualTo(CONTENT);
        assertThatThrownBy(() -> segment.stored(entry("c", "other"))).isInstanceOf(IllegalArgumentException.class);
    }

    private static Snapshot snapshot(KeyRange... ranges) {
        return new Snapshot(
                "id",
                Instant.EPOCH,
                Duration.ZERO,
                Stream.of(ranges)
                        .map(range -> new SegmentRef(range, 1, 2, CONTENT.content()))
                        .toList(),
                List.of(),
                0,
                0,
                List.of());
    }

    static Stream<Arguments> gaps() {
        KeyRange first = new KeyRange("", Optional.of("b"));
        KeyRange last = new KeyRange("b", Optional.empty());
        return Stream.of(
                Arguments.argumentSet("nothing", List.of()),
                Arguments.argumentSet("no end", List.of(first)),
                Arguments.argumentSet("no beginning", List.of(last)),
                Arguments.argumentSet("twice", List.of(first, first, last)),
                Arguments.argumentSet("a gap", List.of(first, new KeyRange("c", Optional.empty()))),
                Arguments.argumentSet("more after the end", List.of(first, last, last)),
                Arguments.argumentSet("another order", List.of(last, first)));
    }

    @ParameterizedTest
    @MethodSource("gaps")
    void a_snapshot_that_leaves_keys_out_or_has_them_twice_is_refused(List<KeyRange> ranges) {
        assertThatThrownBy(() -> snapshot(ranges.toArray(KeyRange[]::new)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("its segments");
    }

    @Test
    void a_snapshot_sums_its_segments_up() {
        Snapshot snapshot = snapshot(new KeyRange("", Optional.of("b")), new KeyRange("b", Optional.empty()));

        assertThat(snapshot.objects()).isEqualTo(2);
        assertThat(snapshot.bytes()).isEqualTo(4);
    }
}
