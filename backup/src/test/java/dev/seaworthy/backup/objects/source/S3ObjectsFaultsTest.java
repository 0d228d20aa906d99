package dev.seaworthy.backup.objects.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.objects.source.PagedS3.Answer;
import dev.seaworthy.backup.store.MissingObjectException;
import dev.seaworthy.backup.store.S3Store;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.store.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * S3 that fails in the midst of a listing, of a content or of a put: all is told, or it is an error that says of what.
 */
@Timeout(60)
class S3ObjectsFaultsTest {
    private static final String FIRST_PAGE = "list-type=2(?!.*continuation-token)";
    private static final String SECOND_PAGE = "continuation-token=";
    private static final String CONTENT = "GET /uploads/b";
    private static final int TRIES = 3;
    private static final int ALWAYS = Integer.MAX_VALUE;

    private final List<Duration> pauses = new ArrayList<>();
    private PagedS3 s3;
    private S3Objects objects;
    private S3Store store;

    @BeforeEach
    void start() throws IOException {
        s3 = new PagedS3();
        objects = S3Objects.builder(s3.client(), PagedS3.BUCKET)
                .tries(TRIES)
                .pause(pauses::add)
                .build();
        store = S3Store.builder(s3.client(), PagedS3.BUCKET)
                .tries(TRIES)
                .pause(pauses::add)
                .build();
    }

    @AfterEach
    void stop() {
        s3.close();
    }

    private List<String> keys() {
        try (Stream<SourceObject> all = objects.list(KeyRange.ALL)) {
            return all.map(SourceObject::key).toList();
        }
    }

    private List<String> storedKeys() {
        return store.list("").stream().map(StoredObject::key).toList();
    }

    private byte[] content() throws IOException {
        try (ObjectContent content = objects.open("b")) {
            return content.readAllBytes();
        }
    }

    static List<Arguments> passing() {
        return List.of(
                Arguments.of("too many requests", PagedS3.failing(429, "TooManyRequests")),
                Arguments.of("500", PagedS3.failing(500, "InternalError")),
                Arguments.of("503", PagedS3.failing(503, "SlowDown")),
                Arguments.of("503 of a proxy", (Answer) exchange -> exchange.sendResponseHeaders(503, -1)),
                Arguments.of("cut off", (Answer) PagedS3::cutOff),
                Arguments.of("no answer", (Answer) exchange -> {
                    throw new IOException("dropped");
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passing")
    void what_passes_costs_nothing(String name, Answer answer) throws IOException {
        s3.strike(SECOND_PAGE, TRIES - 1, answer);
        assertThat(keys()).containsExactly("a", "b", "c", "d");
        s3.strike(SECOND_PAGE, TRIES - 1, answer);
        assertThat(storedKeys()).containsExactly("a", "b", "c", "d");
        s3.strike(CONTENT, 1, answer);
        assertThat(content()).hasSize(PagedS3.BYTES);
    }

    @Test
    void as_long_is_waited_as_the_store_asks_to() {
        s3.strike(SECOND_PAGE, 1, exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "7");
            PagedS3.failing(429, "TooManyRequests").to(exchange);
        });

        assertThat(keys()).hasSize(4);
        assertThat(pauses).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void nobody_waits_for_longer_than_the_patience_lasts() {
        s3.strike(SECOND_PAGE, ALWAYS, exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "121");
            PagedS3.failing(503, "SlowDown").to(exchange);
        });

        assertThatThrownBy(this::keys).isInstanceOf(StoreException.class);
        assertThat(pauses).isEmpty();
    }

    static List<Arguments> lasting() {
        return List.of(
                Arguments.of("403", PagedS3.failing(403, "AccessDenied"), 1),
                Arguments.of("404", PagedS3.failing(404, "NoSuchBucket"), 1),
                Arguments.of("301", PagedS3.failing(301, "PermanentRedirect"), 1),
                Arguments.of("expired credentials", PagedS3.failing(400, "ExpiredToken"), 1),
                Arguments.of("503", PagedS3.failing(503, "SlowDown"), TRIES),
                Arguments.of("429", PagedS3.failing(429, "TooManyRequests"), TRIES),
                Arguments.of("no XML", PagedS3.saying("Welcome!"), 1),
                Arguments.of("other XML", PagedS3.saying("<html><body>Welcome!</body></html>"), 1),
                Arguments.of("nothing", PagedS3.saying(""), 1),
                Arguments.of(
                        "a part without its token",
                        PagedS3.saying(PagedS3.page("<IsTruncated>true</IsTruncated>")),
                        1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lasting")
    void what_lasts_is_an_error_that_names_the_bucket(String name, Answer answer, int requests) {
        for (String page : List.of(FIRST_PAGE, SECOND_PAGE)) {
            s3.strike(page, ALWAYS, answer);
            assertThatThrownBy(this::keys)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("Could not list bucket uploads: ")
                    .message()
                    .doesNotContain("local-credential");
            assertThat(s3.requests()).isBetween(1L, (long) Math.max(requests, TRIES));
            s3.strike(page, ALWAYS, answer);
            assertThatThrownBy(this::storedKeys)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("Could not list ");
        }
    }

    @Test
    void a_page_that_follows_itself_is_no_endless_listing() {
        s3.strike(SECOND_PAGE, ALWAYS, PagedS3.saying(PagedS3.page(PagedS3.truncated("more"))));

        assertThatThrownBy(this::keys)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("a page is said to follow itself");
        assertThatThrownBy(this::storedKeys)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("a page is said to follow itself");
    }

    @Test
    void keys_out_of_order_are_named() {
        s3.strike(SECOND_PAGE, 1, PagedS3.saying(PagedS3.page("<IsTruncated>false</IsTruncated>", "c", "b")));

        assertThatThrownBy(this::keys).isInstanceOf(StoreException.class).hasMessageContaining("lists b after c");
    }

    @Test
    void a_content_that_cannot_be_opened_is_named() {
        s3.strike(CONTENT, ALWAYS, PagedS3.failing(403, "AccessDenied"));
        assertThatThrownBy(this::content)
                .isInstanceOf(StoreException.class)
                .isNotInstanceOf(MissingObjectException.class)
                .hasMessageContaining("Could not open b: told to");
        s3.strike(CONTENT, ALWAYS, PagedS3.failing(404, "NoSuchKey"));
        assertThatThrownBy(this::content).isInstanceOf(MissingObjectException.class);
        s3.strike(CONTENT, ALWAYS, PagedS3.failing(404, "NoSuchBucket"));
        assertThatThrownBy(this::content)
                .isInstanceOf(StoreException.class)
                .isNotInstanceOf(MissingObjectException.class);
    }

    @Test
    void a_content_that_always_breaks_off_is_never_whole() {
        s3.strike(CONTENT, ALWAYS, PagedS3::cutOff);

        assertThatThrownBy(this::content).isInstanceOf(IOException.class);
        assertThat(s3.requests()).isLessThan(10);
    }

    /** Its attempts end after two seconds each. */
    @Test
    void a_page_that_does_not_come_in_time_is_asked_for_again() {
        CountDownLatch end = new CountDownLatch(1);
        s3.strike(SECOND_PAGE, 1, exchange -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        });

        assertThat(keys()).hasSize(4);
        assertThat(s3.requests()).isEqualTo(2);
        end.countDown();
    }

    static List<Arguments> refusals() {
        return List.of(
                Arguments.of("403", PagedS3.failing(403, "AccessDenied"), 1),
                Arguments.of("404", PagedS3.failing(404, "NoSuchBucket"), 1),
                Arguments.of("507", PagedS3.failing(507, "QuotaExceeded"), 1),
                Arguments.of("429", PagedS3.failing(429, "TooManyRequests"), TRIES),
                Arguments.of("503", PagedS3.failing(503, "SlowDown"), TRIES));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void what_cannot_be_put_or_removed_is_named(String name, Answer answer, int requests) {
        SourceObject object = new SourceObject("x", 3, "", Instant.EPOCH);
        s3.strike("PUT", ALWAYS, answer);
        assertThatThrownBy(() -> objects.put(object, ObjectMetadata.NONE, new ByteArrayInputStream(new byte[3])))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("Could not put x: ");
        assertThat(s3.requests()).isEqualTo(requests);
        s3.strike("DELETE", ALWAYS, answer);
        assertThatThrownBy(() -> objects.delete("x"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("Could not delete x: ");
        assertThat(s3.requests()).isEqualTo(requests);
    }
}
