package dev.seaworthy.backup.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every object store promises. */
public abstract class ObjectStoreContract {
    private static final Instant FUTURE = Instant.parse("2100-01-01T00:00:00Z");

    private ObjectStore store;

    /** An empty store. */
    protected abstract ObjectStore store();

    @BeforeEach
    void takeAnEmptyStore() {
        store = store();
    }

    @Test
    void gives_back_what_was_committed() throws IOException {
        put("a/b/c.bin", bytes(1000));

        assertThat(get("a/b/c.bin")).isEqualTo(bytes(1000));
        assertThat(store.list("")).containsExactly(new StoredObject("a/b/c.bin", 1000));
    }

    @Test
    void tells_when_an_object_was_stored_if_it_tells_that_at_all() throws IOException {
        put("a", bytes(10));
        put("b", bytes(10));

        assertThat(store.storedAt("a")).isNotEmpty();
        assertThat(Duration.between(
                                store.storedAt("a").orElseThrow(),
                                store.storedAt("b").orElseThrow())
                        .abs())
                .isLessThan(Duration.ofMinutes(1));
        assertThat(store.storedAt("c")).isEmpty();
        store.delete("a");
        assertThat(store.storedAt("a")).isEmpty();
        assertThatThrownBy(() -> store.storedAt("../a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.extendLock("../a", FUTURE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void lists_one_by_one_what_it_lists_at_once() throws IOException {
        put("a/1", bytes(10));
        put("a/2", bytes(20));
        put("b/1", bytes(30));
        List<StoredObject> found = new ArrayList<>();

        store.list("a/", found::add);

        assertThat(found).containsExactlyInAnyOrder(new StoredObject("a/1", 10), new StoredObject("a/2", 20));
    }

    @Test
    void keeps_an_empty_object() throws IOException {
        put("empty", new byte[0]);

        assertThat(get("empty")).isEmpty();
        assertThat(store.list("")).containsExactly(new StoredObject("empty", 0));
    }

    @Test
    void keeps_content_that_is_exactly_one_part() throws IOException {
        put("part", bytes(S3Store.PART_BYTES));

        assertThat(get("part")).isEqualTo(bytes(S3Store.PART_BYTES));
    }

    @Test
    void keeps_content_larger_than_two_parts() throws IOException {
        byte[] content = bytes(2 * S3Store.PART_BYTES + 12_345);

        put("large", content);

        assertThat(get("large")).isEqualTo(content);
        assertThat(store.list("large")).containsExactly(new StoredObject("large", content.length));
    }

    @Test
    void shows_nothing_before_the_commit() throws IOException {
        try (Upload upload = store.upload("a")) {
            write(upload, bytes(10));

            assertThat(store.list("")).isEmpty();
            assertThatThrownBy(() -> store.open("a")).isInstanceOf(MissingObjectException.class);
        }
    }

    @Test
    void leaves_nothing_of_an_upload_without_commit() throws IOException {
        try (Upload upload = store.upload("a")) {
            write(upload, bytes(S3Store.PART_BYTES + 1));
        }

        assertThat(store.list("")).isEmpty();
        assertNothingIsLeft();
    }

    @Test
    void leaves_nothing_of_an_upload_whose_stream_stays_open() throws IOException {
        try (Upload upload = store.upload("a")) {
            upload.stream().write(bytes(S3Store.PART_BYTES + 1));
        }

        assertThat(store.list("")).isEmpty();
        assertNothingIsLeft();
    }

    @Test
    void refuses_a_commit_before_the_content_has_ended() throws IOException {
        try (Upload upload = store.upload("a")) {
            upload.stream().write(1);

            assertThatThrownBy(upload::commit).isInstanceOf(IllegalStateException.class);
        }
        assertThat(store.list("")).isEmpty();
    }

    @Test
    void refuses_a_second_commit_of_one_upload() throws IOException {
        try (Upload upload = store.upload("a")) {
            write(upload, bytes(10));
            upload.commit();

            assertThatThrownBy(upload::commit).isInstanceOf(IllegalStateException.class);
        }
        assertThat(get("a")).isEqualTo(bytes(10));
    }

    @Test
    void refuses_bytes_after_the_end_of_the_content() throws IOException {
        try (Upload upload = store.upload("a")) {
            write(upload, bytes(10));

            assertThatThrownBy(() -> upload.stream().write(1)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void discards_uploads_that_nobody_goes_on_with() throws IOException {
        try (Upload abandoned = store.upload("database/a/dump");
                Upload other = store.upload("objects/a")) {
            write(abandoned, bytes(S3Store.PART_BYTES + 1));
            write(other, bytes(S3Store.PART_BYTES + 1));

            assertThat(store.discardUploads("database/", Instant.EPOCH)).isZero();
            assertThat(store.discardUploads("database/", FUTURE)).isEqualTo(1);
            assertThat(store.discardUploads("database/", FUTURE)).isZero();

            assertThatThrownBy(abandoned::commit).isInstanceOf(StoreException.class);
            other.commit();
        }
        assertThat(store.list("")).extracting(StoredObject::key).containsExactly("objects/a");
        assertNothingIsLeft();
    }

    @Test
    void discards_no_upload_of_a_key_that_only_looks_alike() throws IOException {
        try (Upload upload = store.upload("a")) {
            write(upload, bytes(S3Store.PART_BYTES + 1));

            assertThat(store.discardUploads("a/", FUTURE)).isZero();
            for (int digit = 0; digit <= 9; digit++) {
                assertThat(store.discardUploads("a" + digit, FUTURE)).isZero();
            }
            upload.commit();
        }
    }

    @Test
    void has_nothing_to_discard_at_first() {
        assertThat(store.discardUploads("", FUTURE)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, S3Store.PART_BYTES + 1})
    void never_replaces_an_object(int size) throws IOException {
        put("a", bytes(3));

        assertThatThrownBy(() -> put("a", bytes(size)))
                .isInstanceOf(ObjectExistsException.class)
                .hasMessageContaining("a exists already")
                .extracting(e -> ((StoreException) e).key())
                .isEqualTo("a");
        assertThat(get("a")).isEqualTo(bytes(3));
        assertNothingIsLeft();
    }

    @Test
    void lets_one_of_many_writers_win() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        Callable<Boolean> writer = this::tryToPut;

        List<Future<Boolean>> wins = threads.invokeAll(List.of(writer, writer, writer, writer));
        threads.shutdown();

        int winners = 0;
        for (Future<Boolean> win : wins) {
            winners += win.get() ? 1 : 0;
        }
        assertThat(winners).isEqualTo(1);
        assertThat(get("contended")).isEqualTo(bytes(100));
    }

    private boolean tryToPut() throws IOException {
        try {
            put("contended", bytes(100));
            return true;
        } catch (StoreException e) {
            return false;
        }
    }

    @Test
    void says_that_an_object_is_missing() {
        assertThatThrownBy(() -> store.open("no/such"))
                .isInstanceOf(MissingObjectException.class)
                .hasMessageContaining("no/such");
    }

    @Test
    void deletes_an_object_and_is_content_without_one() throws IOException {
        put("a", bytes(3));

        store.delete("a");

        assertThat(store.list("")).isEmpty();
        assertThatCode(() -> store.delete("a")).doesNotThrowAnyException();
    }

    @Test
    void lists_by_prefix() throws IOException {
        put("database/1/dump", bytes(1));
        put("database/1/manifest", bytes(2));
        put("databases", bytes(3));

        assertThat(store.list("database/"))
                .extracting(StoredObject::key)
                .containsExactlyInAnyOrder("database/1/dump", "database/1/manifest");
    }

    @Test
    void lists_more_than_a_thousand_objects() {
        thousandAndFive().parallelStream().forEach(this::putOneByte);

        assertThat(store.list("many/"))
                .extracting(StoredObject::key)
                .containsExactlyInAnyOrderElementsOf(thousandAndFive());
    }

    private void putOneByte(String key) {
        try {
            put(key, bytes(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> thousandAndFive() {
        return IntStream.range(0, 1005).mapToObj(number -> "many/" + number).toList();
    }

    @Test
    void keeps_keys_of_any_letters() throws IOException {
        put("häfen/Ünïcode 🚢+&=%2F.bin", bytes(4));

        assertThat(get("häfen/Ünïcode 🚢+&=%2F.bin")).isEqualTo(bytes(4));
        assertThat(store.list("häfen/")).extracting(StoredObject::key).containsExactly("häfen/Ünïcode 🚢+&=%2F.bin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "/a", "a/", "a//b", ".", "..", "../a", "a/../../b", "a/./b", "a\\..\\b", "a\0b", "a\nb"
            })
    void refuses_unsafe_keys(String key) {
        assertThatThrownBy(() -> store.upload(key)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.open(key)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.delete(key)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.lockedUntil(key)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_is_not_there_is_not_locked_and_what_is_there_is_not_hidden() throws IOException {
        put("a/b", bytes(10));

        assertThat(store.lockedUntil("a/c")).isEmpty();
        assertThat(store.hiddenVersions("a/")).isZero();
    }

    @Test
    void refuses_keys_of_more_than_1024_bytes() {
        assertThatThrownBy(() -> store.open("ü".repeat(513))).isInstanceOf(IllegalArgumentException.class);
    }

    /** What is beside the objects: temporary files, parts. */
    protected abstract void assertNothingIsLeft() throws IOException;

    private void put(String key, byte[] content) throws IOException {
        try (Upload upload = store.upload(key)) {
            write(upload, content);
            upload.commit();
        }
    }

    private static void write(Upload upload, byte[] content) throws IOException {
        try (OutputStream out = upload.stream()) {
            out.write(content);
        }
    }

    private byte[] get(String key) throws IOException {
        try (InputStream in = store.open(key)) {
            return in.readAllBytes();
        }
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
