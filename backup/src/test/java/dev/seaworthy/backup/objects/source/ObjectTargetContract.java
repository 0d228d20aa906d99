package dev.seaworthy.backup.objects.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.store.StoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every target of a restore promises, which is a source too. */
public abstract class ObjectTargetContract extends ObjectSourceContract {
    protected static final int PART = S3Put.PART_BYTES;
    private static final Instant TIME = Instant.parse("2024-02-29T12:34:56Z");

    @Override
    protected abstract ObjectTarget source() throws Exception;

    /** What an end that was no success must not leave: temporary files, parts. */
    protected abstract void assertNothingIsLeft() throws IOException;

    @Override
    protected void fill(String key, byte[] content, ObjectMetadata metadata) throws IOException {
        put(key, content.length, metadata, new ByteArrayInputStream(content));
    }

    private void put(String key, long size, ObjectMetadata metadata, InputStream content) throws IOException {
        ((ObjectTarget) source).put(new SourceObject(key, size, "version", TIME), metadata, content);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PART, PART + 1, 2 * PART})
    void puts_contents_of_any_size(int size) throws IOException {
        fill("a", bytes(size), ObjectMetadata.NONE);

        assertThat(get("a")).isEqualTo(bytes(size));
        assertNothingIsLeft();
    }

    @Test
    void puts_metadata_with_parts_too() throws IOException {
        ObjectMetadata metadata = new ObjectMetadata(
                Map.of("content-type", "video/mp4", "cache-control", "no-store"), Map.of("owner", "anna"), Map.of());
        fill("a", bytes(PART + 1), metadata);

        try (ObjectContent content = source.open("a")) {
            assertThat(content.metadata().headers())
                    .containsAllEntriesOf(kept(metadata).headers());
            assertThat(content.metadata().user()).isEqualTo(kept(metadata).user());
        }
    }

    @Test
    void replaces_what_is_there() throws IOException {
        fill("a", bytes(10), new ObjectMetadata(Map.of(), Map.of("old", "1"), Map.of()));
        fill("a", bytes(20), new ObjectMetadata(Map.of(), Map.of("new", "1"), Map.of()));

        assertThat(get("a")).isEqualTo(bytes(20));
        try (ObjectContent content = source.open("a")) {
            assertThat(content.metadata().user().keySet()).isSubsetOf("new");
        }
        assertThat(keys(KeyRange.ALL)).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, PART, PART + 1000, 2 * PART})
    void a_content_that_ends_elsewhere_than_it_should_changes_nothing(int size) throws IOException {
        fill("a", bytes(5), ObjectMetadata.NONE);

        for (int real : new int[] {0, size - 1, size + 1}) {
            assertThatThrownBy(() -> put("a", size, ObjectMetadata.NONE, new ByteArrayInputStream(bytes(real))))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("a");
        }
        assertThat(get("a")).isEqualTo(bytes(5));
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, PART + 1000})
    void a_content_that_cannot_be_read_changes_nothing(int size) throws IOException {
        fill("a", bytes(5), ObjectMetadata.NONE);
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the content broke off");
            }
        };

        assertThatThrownBy(() -> put(
                        "a",
                        size,
                        ObjectMetadata.NONE,
                        new SequenceInputStream(new ByteArrayInputStream(bytes(size - 1)), broken)))
                .isInstanceOf(IOException.class)
                .hasMessage("the content broke off");
        assertThat(get("a")).isEqualTo(bytes(5));
        assertNothingIsLeft();
    }

    protected final byte[] get(String key) throws IOException {
        try (ObjectContent content = source.open(key)) {
            return content.readAllBytes();
        } catch (StoreException e) {
            throw new AssertionError(key, e);
        }
    }
}
