package dev.seaworthy.backup.objects.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.store.MissingObjectException;
import dev.seaworthy.backup.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every source of objects promises. */
public abstract class ObjectSourceContract {
    private static final List<String> UNORDERED = List.of(
            "b", "a!", "a/b", "a0", "B", "\u00e4", "\uFF5E", "\uD83D\uDE00", "a/c/d", "a/c-d", "z/z", "\uD83D\uDE00/a");

    protected ObjectSource source;

    /** An empty one, whose objects are put by {@link #fill}. */
    protected abstract ObjectSource source() throws Exception;

    protected abstract void fill(String key, byte[] content, ObjectMetadata metadata) throws IOException;

    /** Of this, what it keeps; it may add to that. */
    protected ObjectMetadata kept(ObjectMetadata metadata) {
        return metadata;
    }

    /** Whether the server that stands for it in these tests takes such a key. */
    protected boolean takes(String key) {
        return true;
    }

    @BeforeEach
    void begin() throws Exception {
        source = source();
    }

    @Test
    void lists_nothing_where_there_is_nothing() {
        assertThat(keys(KeyRange.ALL)).isEmpty();
    }

    @Test
    void lists_in_the_order_of_the_bytes_of_keys() throws IOException {
        List<String> keys =
                new ArrayList<>(UNORDERED.stream().filter(this::takes).toList());
        for (String key : keys) {
            fill(key, bytes(1), ObjectMetadata.NONE);
        }

        keys.sort(KeyRange.ORDER);
        assertThat(keys(KeyRange.ALL)).isEqualTo(keys);
    }

    @Test
    void lists_what_is_in_a_range() throws IOException {
        List<String> keys = UNORDERED.stream().filter(this::takes).toList();
        for (String key : keys) {
            fill(key, bytes(1), ObjectMetadata.NONE);
        }

        List<String> ends = new ArrayList<>(keys);
        ends.addAll(List.of("a", "a/", "a/a", "a/c", "a/c/", "a/c/e", "a/d", "c", "\uFFFF"));
        for (String after : ends) {
            assertRange(keys, new KeyRange(after, Optional.empty()));
            assertRange(keys, new KeyRange("", Optional.of(after)));
            for (String through : ends) {
                assertRange(keys, new KeyRange(after, Optional.of(through)));
            }
        }
    }

    private void assertRange(List<String> keys, KeyRange range) {
        assertThat(keys(range))
                .as("%s", range)
                .isEqualTo(keys.stream()
                        .filter(range::contains)
                        .sorted(KeyRange.ORDER)
                        .toList());
    }

    @Test
    void lists_thousands_of_objects_each_once() {
        List<String> keys = IntStream.range(0, 2500)
                .mapToObj(number -> "many/%04d".formatted(number))
                .toList();
        List<String> shuffled = new ArrayList<>(keys);
        Collections.shuffle(shuffled, new Random(1));
        shuffled.parallelStream().forEach(this::fillOneByte);

        assertThat(keys(KeyRange.ALL)).isEqualTo(keys);
        assertThat(keys(new KeyRange("many/0007", Optional.of("many/2222")))).isEqualTo(keys.subList(8, 2223));
    }

    private void fillOneByte(String key) {
        try {
            fill(key, bytes(1), ObjectMetadata.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void opens_what_it_lists() throws IOException {
        fill("a/b", bytes(100_000), ObjectMetadata.NONE);
        fill("a/empty", bytes(0), ObjectMetadata.NONE);

        try (Stream<SourceObject> objects = source.list(KeyRange.ALL)) {
            List<SourceObject> listed = objects.toList();
            assertThat(listed).extracting(SourceObject::bytes).containsExactly(100_000L, 0L);
            for (SourceObject object : listed) {
                try (ObjectContent content = source.open(object.key())) {
                    assertThat(content.object()).isEqualTo(object);
                    assertThat(content.readAllBytes()).isEqualTo(bytes((int) object.bytes()));
                }
            }
        }
    }

    @Test
    void an_object_that_was_written_anew_is_another() throws IOException {
        fill("a", bytes(10), ObjectMetadata.NONE);
        SourceObject before = only();

        fill("a", otherBytes(10), ObjectMetadata.NONE);

        assertThat(only()).isNotEqualTo(before);
    }

    private SourceObject only() {
        try (Stream<SourceObject> objects = source.list(KeyRange.ALL)) {
            return objects.findFirst().orElseThrow();
        }
    }

    @Test
    void reads_the_metadata_of_an_object() throws IOException {
        ObjectMetadata metadata = new ObjectMetadata(
                Map.of(
                        "content-type", "text/html; charset=utf-8",
                        "cache-control", "public, max-age=60",
                        "content-disposition", "attachment; filename=\"a b.html\"",
                        "content-encoding", "identity",
                        "content-language", "de",
                        "expires", "Thu, 01 Dec 2033 16:00:00 GMT"),
                Map.of("owner", "anna", "x-y", "1, 2"),
                Map.of("team", "web", "stage", "a+b c"));
        fill("a", bytes(3), metadata);

        try (ObjectContent content = source.open("a")) {
            ObjectMetadata kept = kept(metadata);
            assertThat(content.metadata().headers()).containsAllEntriesOf(kept.headers());
            assertThat(content.metadata().user()).isEqualTo(kept.user());
            assertThat(content.metadata().tags()).isEqualTo(kept.tags());
        }
    }

    @Test
    void says_that_an_object_is_missing() {
        assertThatThrownBy(() -> source.open("no/such"))
                .isInstanceOf(MissingObjectException.class)
                .extracting(e -> ((StoreException) e).key())
                .isEqualTo("no/such");
    }

    @Test
    void refuses_what_is_no_key() {
        for (String key : List.of("", "\u00e4".repeat(513), "a\uD83D")) {
            assertThatIllegalArgumentException().isThrownBy(() -> source.open(key));
        }
    }

    @Test
    void keeps_keys_that_are_nasty_elsewhere() throws IOException {
        List<String> keys = new ArrayList<>(NastyKeys.CHOSEN.stream()
                .filter(this::takes)
                .sorted(KeyRange.ORDER)
                .toList());
        List<String> shuffled = new ArrayList<>(keys);
        Collections.shuffle(shuffled, new Random(2));
        for (String key : shuffled) {
            fill(key, key.getBytes(StandardCharsets.UTF_8), ObjectMetadata.NONE);
        }

        assertThat(keys(KeyRange.ALL)).isEqualTo(keys);
        for (String key : keys) {
            try (ObjectContent content = source.open(key)) {
                assertThat(content.object().key()).isEqualTo(key);
                assertThat(content.readAllBytes())
                        .asString(StandardCharsets.UTF_8)
                        .isEqualTo(key);
            }
        }
    }

    protected final List<String> keys(KeyRange range) {
        try (Stream<SourceObject> objects = source.list(range)) {
            return objects.map(SourceObject::key).toList();
        }
    }

    protected static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    protected static byte[] otherBytes(int size) {
        byte[] bytes = bytes(size);
        bytes[0] ^= 1;
        return bytes;
    }
}
