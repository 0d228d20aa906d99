package dev.seaworthy.backup.objects.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.store.MissingObjectException;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.core.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SupabaseObjectsTest extends ObjectSourceContract {
    private static final String LIST = "POST .*/list-v2/";
    private static final String CONTENT = "GET .*/authenticated/";

    private final List<Duration> pauses = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final StorageApi api = new StorageApi();

    SupabaseObjectsTest() throws IOException {}

    @AfterEach
    void stop() {
        end.countDown();
        api.close();
    }

    @Override
    protected ObjectSource source() {
        return builder(StorageApi.KEY).build();
    }

    private SupabaseObjects.Builder builder(String key) {
        return SupabaseObjects.builder(api.uri(), Secret.of(key), StorageApi.BUCKET)
                .tries(4)
                .random(new Random(1))
                .pause(pauses::add);
    }

    @Override
    protected void fill(String key, byte[] content, ObjectMetadata metadata) {
        api.put(key, content, metadata);
    }

    @Override
    protected ObjectMetadata kept(ObjectMetadata metadata) {
        Map<String, String> headers = new HashMap<>(metadata.headers());
        headers.keySet().retainAll(List.of("content-type", "cache-control"));
        return new ObjectMetadata(headers, metadata.user(), Map.of());
    }

    @Test
    void reads_what_is_no_text_as_json() throws IOException {
        fill("a", bytes(1), ObjectMetadata.NONE);
        api.strike("GET .*/info/", 1, StorageApi.failing(200, """
                {"name": "a", "size": 1, "etag": "etag-1", "content_type": null,
                 "metadata": {"Width": 640, "tags": ["x", "y"], "none": null}}"""));

        try (ObjectContent content = source.open("a")) {
            assertThat(content.metadata().headers()).isEmpty();
            assertThat(content.metadata().user()).isEqualTo(Map.of("width", "640", "tags", "[\"x\",\"y\"]"));
        }
    }

    @Test
    void asks_for_no_more_pages_than_a_range_needs() {
        for (int number = 0; number < 3500; number++) {
            fill("many/%04d".formatted(number), bytes(0), ObjectMetadata.NONE);
        }

        assertThat(keys(new KeyRange("many/0000", Optional.of("many/1500")))).hasSize(1500);
        assertThat(api.requests()).hasSize(2);
        assertThat(keys(new KeyRange("many/3000", Optional.of("many/3100")))).hasSize(100);
        assertThat(api.requests()).hasSize(3);
    }

    /** The prefix is a pattern there. */
    @Test
    void finds_a_range_whose_keys_begin_with_a_pattern() {
        for (String key : List.of("a%b/1", "a\\b/1", "a_b/1", "a_b/2", "axb/1")) {
            fill(key, bytes(0), ObjectMetadata.NONE);
        }

        assertThat(keys(new KeyRange("a_b/0", Optional.of("a_b/9")))).containsExactly("a_b/1", "a_b/2");
        assertThat(keys(new KeyRange("a%b/0", Optional.of("a%b/9")))).containsExactly("a%b/1");
        assertThat(keys(new KeyRange("a\\b/0", Optional.of("a\\b/9")))).containsExactly("a\\b/1");
    }

    /** Pages that are counted would miss one. */
    @Test
    void an_object_that_is_deleted_hides_no_other() {
        for (int number = 0; number < 1500; number++) {
            fill("%04d".formatted(number), bytes(0), ObjectMetadata.NONE);
        }
        try (Stream<SourceObject> objects = source.list(KeyRange.ALL)) {
            Iterator<SourceObject> listed = objects.iterator();
            assertThat(listed.next().key()).isEqualTo("0000");
            api.remove("0000");
            List<String> others = new ArrayList<>();
            listed.forEachRemaining(object -> others.add(object.key()));

            assertThat(others).hasSize(1499);
        }
    }

    @Test
    void refuses_a_list_in_another_order() {
        api.strike(LIST, 1, StorageApi.failing(200, """
                {"hasNext": false, "folders": [], "objects": [{"name": "b"}, {"name": "a"}]}"""));

        assertThatThrownBy(() -> keys(KeyRange.ALL))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("lists a after b");
    }

    @Test
    void a_list_that_follows_itself_is_no_endless_one() {
        api.strike(LIST, 100, StorageApi.failing(200, """
                {"hasNext": true, "nextCursor": "more", "folders": [], "objects": []}"""));

        assertThatThrownBy(() -> keys(KeyRange.ALL))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("a page is said to follow itself");
        assertThat(api.requests()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "[]",
                "{}",
                "{\"objects\": [1]}",
                "{\"objects\": [{}]}",
                "{\"objects\": [], \"hasNext\": true}"
            })
    void refuses_a_list_that_is_none(String body) {
        api.strike(LIST, 1, StorageApi.failing(200, body));

        assertThatThrownBy(() -> keys(KeyRange.ALL))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("understand the list of bucket user uploads");
    }

    @ParameterizedTest
    @ValueSource(strings = {"408", "429", "500", "502", "503", "504", "544"})
    void asks_again_after_what_may_pass(String status) throws IOException {
        fill("a", bytes(10), ObjectMetadata.NONE);
        StorageApi.Strike failing = StorageApi.failing(Integer.parseInt(status), "busy");
        api.strike(LIST, 2, failing);
        assertThat(keys(KeyRange.ALL)).containsExactly("a");
        api.strike(CONTENT, 2, failing);
        source.open("a").close();
        api.strike("info", 2, StorageApi.failing(400, "{\"statusCode\": \"" + status + "\", \"error\": \"x\"}"));
        source.open("a").close();

        assertThat(pauses).hasSize(6).allMatch(pause -> pause.toMillis() <= 400);
    }

    @Test
    void asks_no_more_often_than_said() {
        api.strike(LIST, 100, StorageApi.failing(503, "{\"message\": \"told to fail\"}"));

        assertThatThrownBy(() -> keys(KeyRange.ALL))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("HTTP 503: told to fail");
        assertThat(api.requests()).hasSize(4);
    }

    @Test
    void waits_as_long_as_it_is_asked_to() {
        api.strike(LIST, 1, StorageApi.failing(429, "", "Retry-After", "7"));

        keys(KeyRange.ALL);

        assertThat(pauses).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void does_not_wait_longer_than_its_patience() {
        api.strike(LIST, 1, StorageApi.failing(429, "", "Retry-After", "121"));

        assertThatThrownBy(() -> keys(KeyRange.ALL)).isInstanceOf(StoreException.class);
        assertThat(pauses).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 403, 404, 501})
    void asks_once_where_the_answer_will_not_change(int status) {
        api.strike(LIST, 1, StorageApi.failing(status, "", "Location", "http://127.0.0.1:1/"));

        assertThatThrownBy(() -> keys(KeyRange.ALL)).isInstanceOf(StoreException.class);
        assertThat(api.requests()).hasSize(1);
    }

    @Test
    void the_key_is_in_no_message() {
        SupabaseObjects wrong = SupabaseObjects.builder(api.uri(), Secret.of("sb_wrong"), StorageApi.BUCKET)
                .build();

        assertThatThrownBy(() -> wrong.open("a"))
                .isInstanceOf(StoreException.class)
                .isNotInstanceOf(MissingObjectException.class)
                .hasMessageContaining("invalid signature of ***")
                .satisfies(e -> assertThat(stack(e)).doesNotContain("sb_wrong"));
    }

    @Test
    void no_part_of_the_key_is_in_a_message_that_is_cut() {
        String half = StorageApi.KEY.substring(0, StorageApi.KEY.length() / 2);
        String long299 = "x".repeat(299 - half.length());
        api.strike(LIST, 1, StorageApi.failing(403, "{\"message\": \"" + long299 + StorageApi.KEY + "\"}"));

        assertThatThrownBy(() -> keys(KeyRange.ALL))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(long299)
                .satisfies(e -> assertThat(stack(e)).doesNotContain(half));
    }

    private static String stack(Throwable thrown) {
        StringBuilder all = new StringBuilder();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            all.append(cause).append('\n');
        }
        return all.toString();
    }

    @Test
    void a_bucket_that_is_missing_is_no_missing_object() {
        SupabaseObjects nowhere = SupabaseObjects.of(api.uri(), Secret.of(StorageApi.KEY), "other");

        assertThatThrownBy(() -> nowhere.open("a"))
                .isInstanceOf(StoreException.class)
                .isNotInstanceOf(MissingObjectException.class)
                .hasMessageContaining("Bucket not found");
    }

    /** Such as that of a proxy, or of a project that is paused. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "{\"statusCode\": \"404\", \"error\": \"Not Found\", \"message\": \"Route GET:/a not found\"}",
                "{\"statusCode\": \"404\", \"error\": \"not_found\", \"message\": \"Tenant not found\"}",
                "{\"code\": \"NoSuchUpload\", \"error\": \"not_found\", \"message\": \"Object not found\"}"
            })
    void only_what_is_said_of_an_object_makes_it_missing(String body) {
        fill("a", bytes(1), ObjectMetadata.NONE);
        api.strike("info", 1, StorageApi.failing(404, body));

        assertThatThrownBy(() -> source.open("a"))
                .isInstanceOf(StoreException.class)
                .isNotInstanceOf(MissingObjectException.class);
        api.strike("info", 1, StorageApi.failing(404, "{\"code\": \"NoSuchKey\", \"message\": \"x\"}"));
        assertThatThrownBy(() -> source.open("a")).isInstanceOf(MissingObjectException.class);
    }

    @Test
    void a_download_that_breaks_off_goes_on() throws IOException {
        fill("a", bytes(300_000), ObjectMetadata.NONE);
        api.strike(CONTENT, 1, api.sending("a", 100_000, exchange -> false));

        assertThat(all("a")).isEqualTo(bytes(300_000));
        assertThat(api.requests().stream().filter(request -> request.contains("authenticated")))
                .hasSize(2);
    }

    @Test
    void a_download_does_not_go_on_with_another_object() {
        fill("a", bytes(300_000), ObjectMetadata.NONE);
        api.strike(CONTENT, 1, api.sending("a", 100_000, exchange -> {
            fill("a", otherBytes(300_000), ObjectMetadata.NONE);
            return false;
        }));

        assertThatThrownBy(() -> all("a"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a was replaced while it was read");
    }

    @Test
    void a_download_without_a_version_does_not_go_on() {
        api.strike("GET ", 1000, exchange -> {
            if (exchange.getRequestURI().getPath().contains("/info/")) {
                return StorageApi.failing(200, "{\"name\": \"a\", \"size\": 300000}")
                        .happen(exchange);
            }
            exchange.sendResponseHeaders(200, 300_000);
            exchange.getResponseBody().write(bytes(100_000));
            exchange.getResponseBody().flush();
            return false;
        });

        assertThatThrownBy(() -> all("a"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be read in parts: read it anew");
        assertThat(api.requests()).hasSize(2);
    }

    @Test
    void a_download_that_breaks_off_each_time_is_given_up() throws IOException {
        fill("a", bytes(300_000), ObjectMetadata.NONE);
        try (ObjectContent content = opened()) {
            api.strike(CONTENT, 1000, StorageApi.failing(503, "{\"message\": \"told to fail\"}"));

            assertThatThrownBy(content::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Could not go on reading a: HTTP 503: told to fail");
        }
    }

    /** One that breaks off in the middle. */
    private ObjectContent opened() {
        api.strike(CONTENT, 1, api.sending("a", 100_000, exchange -> false));
        return source.open("a");
    }

    @Test
    void a_download_of_which_nothing_comes_ends_and_goes_on() throws IOException {
        fill("a", bytes(300_000), ObjectMetadata.NONE);
        api.strike(CONTENT, 1, api.sending("a", 100_000, exchange -> {
            await();
            return false;
        }));
        ObjectSource hasty =
                builder(StorageApi.KEY).timeout(Duration.ofSeconds(2)).build();

        try (ObjectContent content = hasty.open("a")) {
            assertThat(content.readAllBytes()).isEqualTo(bytes(300_000));
        }
    }

    @Test
    void a_request_without_an_answer_ends_and_is_sent_again() {
        fill("a", bytes(1), ObjectMetadata.NONE);
        api.strike(LIST, 1, exchange -> {
            await();
            return false;
        });
        source = builder(StorageApi.KEY).timeout(Duration.ofSeconds(2)).build();

        assertThat(keys(KeyRange.ALL)).containsExactly("a");
        assertThat(pauses).hasSize(1);
    }

    private void await() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] all(String key) throws IOException {
        try (ObjectContent content = source.open(key)) {
            return content.readAllBytes();
        }
    }

    @Test
    void an_object_that_changes_between_question_and_answer_is_asked_for_anew() throws IOException {
        fill("a", bytes(10), ObjectMetadata.NONE);
        api.strike(CONTENT, 1, exchange -> {
            fill("a", bytes(20), ObjectMetadata.NONE);
            return true;
        });

        try (ObjectContent content = source.open("a")) {
            assertThat(content.object().bytes()).isEqualTo(20);
            assertThat(content.readAllBytes()).isEqualTo(bytes(20));
        }
    }

    @Test
    void an_object_that_changes_all_the_time_is_given_up() {
        fill("a", bytes(10), ObjectMetadata.NONE);
        api.strike(CONTENT, 1000, exchange -> {
            fill("a", bytes(10), ObjectMetadata.NONE);
            return true;
        });

        assertThatThrownBy(() -> source.open("a"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("it is changed all the time");
    }

    @Test
    void an_answer_about_another_object_is_refused() {
        fill("a", bytes(10), ObjectMetadata.NONE);
        api.strike("info", 1, StorageApi.failing(200, "{\"name\": \"b\", \"size\": 10, \"etag\": \"etag-1\"}"));

        assertThatThrownBy(() -> source.open("a"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the answer is about another object");
    }

    @Test
    void tells_all_that_is_wrong_with_it_but_not_the_key() {
        SupabaseObjects.Builder wrong = SupabaseObjects.builder(
                        URI.create("http://example.com/?a"), Secret.of("two words"), "a/b")
                .client(HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.ALWAYS)
                        .build())
                .timeout(Duration.ZERO)
                .tries(0)
                .patience(Duration.ofSeconds(-1));

        assertThatIllegalArgumentException()
                .isThrownBy(wrong::build)
                .withMessageContaining("without user or query")
                .withMessageContaining("must begin with https://")
                .withMessageContaining("serviceKey must be one word")
                .withMessageContaining("without a slash")
                .withMessageContaining("follows redirects")
                .withMessageContaining("timeout is PT0S")
                .withMessageContaining("tries is 0")
                .withMessageContaining("patience is PT-1S")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("two words"));
    }
}
