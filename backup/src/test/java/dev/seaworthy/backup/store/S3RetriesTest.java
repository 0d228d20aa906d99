package dev.seaworthy.backup.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.store.retry.RetryRules;
import dev.seaworthy.backup.store.s3.Part;
import dev.seaworthy.backup.store.s3.Retries;
import dev.seaworthy.testkit.Condition;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/** What is sent again and what is not, as a server on a socket sees it; the client's own strategy would try thrice. */
class S3RetriesTest {
    private static final int TRIES = 4;
    private static final int PART = 5 * 1024 * 1024;
    private static final int ALWAYS = Integer.MAX_VALUE;
    private static final Instant FUTURE = Instant.parse("2100-01-01T00:00:00Z");

    private static EmbeddedS3 server;

    private final String bucket = server.bucket("b-" + UUID.randomUUID());
    private FaultRelay relay;
    private S3Client client;
    private S3Store store;

    @BeforeAll
    static void startServer() throws Exception {
        server = EmbeddedS3.start();
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.stop();
    }

    @BeforeEach
    void standBetween() throws IOException {
        relay = new FaultRelay(server.port());
        client = EmbeddedS3.builder(relay.port())
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(settings -> settings.apiCallAttemptTimeout(Duration.ofSeconds(8))
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(3)
                                .build()))
                .build();
        store = S3Store.builder(client, bucket)
                .partBytes(PART)
                .tries(TRIES)
                .pause(duration -> {})
                .build();
    }

    @AfterEach
    void end() {
        client.close();
        relay.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"INTERNAL_ERROR", "SLOW_DOWN", "TOO_MANY", "SKEWED_CLOCK", "CONFLICT", "RESET"})
    void what_may_pass_is_sent_again_and_no_more_than_so_often(Fault fault) throws IOException {
        relay.strike(fault, "^PUT ", 1);
        put("passing", 10);
        relay.strike(fault, "^PUT .*lasting", ALWAYS);

        assertThatThrownBy(() -> put("lasting", 10)).isInstanceOf(StoreException.class);

        assertThat(relay.requests("^PUT .*passing")).hasSize(2);
        assertThat(relay.requests("^PUT .*lasting")).hasSize(TRIES);
    }

    @ParameterizedTest
    @EnumSource(names = {"DENIED", "WRONG_REGION", "TAKEN", "MISSING", "OUT_OF_SPACE"})
    void what_will_not_pass_is_sent_once(Fault fault) {
        relay.strike(fault, "^PUT ", ALWAYS);

        assertThatThrownBy(() -> put("a", 10)).isInstanceOf(StoreException.class);

        assertThat(relay.requests("^PUT ")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"^POST .*\\?uploads", "^PUT .*partNumber=1", "^PUT .*partNumber=2", "^POST .*\\?uploadId="})
    void each_request_of_an_upload_in_parts(String request) throws IOException {
        relay.strike(Fault.SLOW_DOWN, request, 2);

        put("a", PART + 1);

        assertThat(relay.requests(request)).hasSize(3);
        assertThat(store.list("")).containsExactly(new StoredObject("a", PART + 1));
    }

    @Test
    void an_abort_a_deletion_and_listings() throws IOException {
        put("a", 10);
        relay.strike(Fault.RESET, "^GET .*list-type=2", 2);
        assertThat(store.list("")).hasSize(1);
        relay.strike(Fault.RESET, "^DELETE ", 2);
        store.delete("a");
        try (Upload upload = store.upload("b")) {
            upload.stream().write(new byte[PART + 1]);
            relay.strike(Fault.RESET, "^GET .*\\?uploads", 2);
            assertThat(store.discardUploads("", Instant.EPOCH)).isZero();
            relay.strike(Fault.RESET, "^DELETE .*uploadId", 2);
        }

        assertThat(relay.left()).isZero();
        assertThat(store.list("")).isEmpty();
        assertThat(store.discardUploads("", FUTURE)).isZero();
    }

    @Test
    void the_question_whose_object_it_is() throws IOException {
        FaultRelay second = new FaultRelay(relay.port());
        try (second;
                S3Client through = EmbeddedS3.builder(second.port())
                        .httpClient(UrlConnectionHttpClient.create())
                        .build()) {
            second.strike(Fault.LOST_ANSWER, "^PUT ", 1);
            relay.strike(Fault.SLOW_DOWN, "^HEAD ", 2);
            put(S3Store.builder(through, bucket).pause(duration -> {}).build(), "a", 10);
        }

        assertThat(relay.left()).isZero();
        assertThat(store.list("")).containsExactly(new StoredObject("a", 10));
    }

    /** Else a manifest could stay whose backup is said to be none. */
    @Test
    void what_may_be_ours_is_not_said_to_be_anothers() throws IOException {
        put("a", 10);
        relay.strike(Fault.SLOW_DOWN, "^HEAD ", ALWAYS);

        assertThatThrownBy(() -> put("a", 10))
                .isInstanceOf(StoreException.class)
                .isNotInstanceOf(ObjectExistsException.class)
                .hasMessageContaining("Could not commit a");
    }

    @Test
    void a_key_that_is_taken_is_told_to_whoever_may_only_write() throws IOException {
        put("a", 10);
        relay.strike(Fault.DENIED, "^HEAD ", ALWAYS);

        assertThatThrownBy(() -> put("a", 10)).isInstanceOf(ObjectExistsException.class);
    }

    @Test
    void whoever_may_only_write_is_not_told_that_a_key_is_taken_which_an_earlier_try_may_have_taken()
            throws IOException {
        FaultRelay second = new FaultRelay(relay.port());
        try (second;
                S3Client through = EmbeddedS3.builder(second.port())
                        .httpClient(UrlConnectionHttpClient.create())
                        .build()) {
            second.strike(Fault.LOST_ANSWER, "^PUT ", 1);
            relay.strike(Fault.DENIED, "^HEAD ", ALWAYS);
            S3Store writing =
                    S3Store.builder(through, bucket).pause(duration -> {}).build();

            assertThatThrownBy(() -> put(writing, "a", 10)).isInstanceOf(CommitInDoubtException.class);
        }
    }

    /** Each of the parts that wait for it would begin anew, else. */
    @Test
    void an_upload_that_cannot_begin_is_begun_by_one_of_its_parts() throws IOException {
        relay.strike(Fault.SLOW_DOWN, "^POST .*\\?uploads", ALWAYS);

        assertThatThrownBy(() -> put("a", 4 * PART + 1))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("upload part");

        assertThat(relay.requests("^POST .*\\?uploads")).hasSize(TRIES);
    }

    @Test
    void an_upload_that_lacks_a_part_is_not_completed() {
        S3Parts parts = new S3Parts(
                new S3Bucket(
                        client,
                        bucket,
                        null,
                        new ObjectHeaders(null, null, null, null, new TreeMap<>()),
                        new Retries(new RetryRules(1, Duration.ZERO, new Random(1), () -> 0, duration -> {}))),
                "a",
                "id");
        parts.send(1, new Part(bytes(PART), PART));
        parts.send(3, new Part(bytes(PART), PART));

        assertThatThrownBy(() -> parts.complete(3, new Doubt()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("of its 3 parts were sent [1, 3]");
        assertThatThrownBy(() -> parts.complete(2, new Doubt())).isInstanceOf(StoreException.class);
        parts.abort();
    }

    @Test
    void an_upload_that_was_begun_without_our_knowledge_is_aborted() throws IOException {
        relay.strike(Fault.LOST_ANSWER, "^POST .*\\?uploads", 2);
        put("a", PART + 1);
        assertThat(uploads()).isZero();
        relay.strike(Fault.LOST_ANSWER, "^POST .*\\?uploads", ALWAYS);

        assertThatThrownBy(() -> put("b", PART + 1)).isInstanceOf(StoreException.class);

        assertThat(relay.requests("^POST .*/b\\?uploads")).hasSize(TRIES);
        assertThat(uploads()).isZero();
    }

    @Test
    void only_its_own_are_aborted() throws IOException {
        try (Upload other = store.upload("ab")) {
            other.stream().write(new byte[PART + 1]);
            relay.strike(Fault.LOST_ANSWER, "^POST .*\\?uploads", 1);
            put("a", PART + 1);

            other.stream().close();
            other.commit();
        }
        assertThat(store.list("")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void a_download_goes_on_with_the_rest_of_the_same_object(int breaks) throws IOException {
        put("a", 3_000_000);
        relay.strike(Fault.CUT_OFF, "^GET .*/a$", breaks);

        assertThat(read("a")).isEqualTo(bytes(3_000_000));

        assertThat(relay.requests("^GET .*/a$")).hasSize(breaks + 1);
        assertThat(relay.requests("^GET .*/a$").get(1)).containsPattern("(?i)\r\nrange: bytes=[1-9][0-9]*-\r\n");
        assertThat(relay.requests("^GET .*/a$").get(1)).containsPattern("(?i)\r\nif-match: ");
    }

    @Test
    void a_download_that_only_breaks_off_ends() throws IOException {
        put("a", 3_000_000);
        relay.strike(Fault.CUT_OFF, "^GET .*/a$", ALWAYS);

        assertThatThrownBy(() -> read("a")).isInstanceOfAny(StoreException.class, IOException.class);

        assertThat(relay.requests("^GET .*/a$")).hasSizeBetween(TRIES, 3 * TRIES);
    }

    @Test
    void a_download_does_not_go_on_with_another_object() throws IOException {
        put("a", 3_000_000);
        relay.strike(Fault.CUT_OFF, "^GET .*/a$", 1);
        try (InputStream in = store.open("a")) {
            in.read();
            store.delete("a");
            put("a", 3_000_001);

            assertThatThrownBy(in::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("a was replaced while it was read");
        }
    }

    @Test
    void a_download_does_not_go_on_with_what_begins_elsewhere() throws IOException {
        put("a", 3_000_000);
        relay.strike(Fault.CUT_OFF, "^GET .*/a$", 1);
        try (InputStream in = store.open("a")) {
            relay.strike(Fault.WHOLE, "^GET .*/a$", 1);

            assertThatThrownBy(in::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Could not go on reading a at byte ")
                    .hasMessageContaining("the store sent no range");
        }
    }

    @Test
    void an_object_without_length_or_tag_is_read() throws IOException {
        put("a", 3_000_000);
        relay.strike(Fault.BARE, "^GET .*/a$", 1);

        assertThat(read("a")).isEqualTo(bytes(3_000_000));
    }

    @Test
    void breaks_far_apart_are_not_added_up() throws IOException {
        put("a", 6_000_000);
        relay.strike(Fault.CUT_SHORT, "^GET .*/a$", TRIES + 1);

        assertThat(read("a")).isEqualTo(bytes(6_000_000));
    }

    /** Of each kind, since the client's own strategy would multiply them. */
    @ParameterizedTest
    @CsvSource({
        "^POST .*\\?uploads, upload",
        "^PUT .*partNumber=1, upload",
        "^POST .*\\?uploadId=, upload",
        "^DELETE .*\\?uploadId=, abort",
        "^HEAD , taken",
        "^GET .*list-type=2, list",
        "^GET .*\\?uploads, uploads",
        "^GET .*/a$, open",
        "^DELETE .*/a$, delete",
    })
    void no_kind_of_request_is_sent_more_often_than_we_say(String request, String action) throws Exception {
        put("a", 10);
        relay.strike(Fault.SLOW_DOWN, request, ALWAYS);

        assertThatThrownBy(() -> act(action)).isInstanceOf(StoreException.class);

        assertThat(relay.requests(request)).hasSize(TRIES);
    }

    private void act(String action) throws Exception {
        switch (action) {
            case "upload" -> put("b", PART + 1);
            case "taken" -> put("a", 10);
            case "list" -> store.list("");
            case "uploads" -> store.discardUploads("", FUTURE);
            case "open" -> store.open("a").close();
            case "delete" -> store.delete("a");
            default -> {
                Upload upload = store.upload("b");
                upload.stream().write(new byte[PART + 1]);
                Condition.await(
                        "the upload has begun",
                        () -> !relay.requests("^POST .*\\?uploads").isEmpty());
                upload.close();
            }
        }
    }

    @Test
    void a_first_answer_is_asked_for_again() throws IOException {
        put("a", 10);
        relay.strike(Fault.SLOW_DOWN, "^GET .*/a$", 2);

        assertThat(read("a")).isEqualTo(bytes(10));
    }

    @Test
    void refuses_bounds_that_are_none() {
        assertThatThrownBy(() -> S3Store.builder(client, bucket)
                        .tries(0)
                        .patience(Duration.ofSeconds(-1))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tries is 0; give 1 or more; patience is PT-1S");
    }

    private byte[] read(String key) throws IOException {
        try (InputStream in = store.open(key)) {
            return in.readAllBytes();
        }
    }

    private void put(String key, int size) throws IOException {
        put(store, key, size);
    }

    private static void put(ObjectStore store, String key, int size) throws IOException {
        try (Upload upload = store.upload(key)) {
            upload.stream().write(bytes(size));
            upload.stream().close();
            upload.commit();
        }
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private int uploads() {
        return server.client()
                .listMultipartUploads(request -> request.bucket(bucket))
                .uploads()
                .size();
    }
}
