package dev.seaworthy.backup.objects.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.store.CommitInDoubtException;
import dev.seaworthy.backup.store.EmbeddedS3;
import dev.seaworthy.backup.store.Fault;
import dev.seaworthy.backup.store.FaultRelay;
import dev.seaworthy.backup.store.MissingObjectException;
import dev.seaworthy.backup.store.StoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

class S3ObjectsTest extends S3ObjectsContract {
    private static EmbeddedS3 server;

    @BeforeAll
    static void startServer() throws Exception {
        server = EmbeddedS3.start();
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.stop();
    }

    @Override
    protected S3Client s3() {
        return server.client();
    }

    @Override
    protected boolean hasTags() {
        return false;
    }

    /** It keeps objects as files. */
    @Override
    protected boolean takes(String key) {
        return key.matches("[a-zA-Z0-9!+-][a-zA-Z0-9!+. -]*(/[a-zA-Z0-9!+-]+)*")
                && key.length() <= 250
                && !key.equals("a");
    }

    @Test
    void lists_and_opens_below_a_prefix() throws IOException {
        for (String key : new String[] {"other", "up/a", "up/b/c", "up/d", "upper"}) {
            fill(key, bytes(key.length()), ObjectMetadata.NONE);
        }
        S3Objects below = S3Objects.builder(s3(), bucket).prefix("up/").build();

        assertThat(keys(below, KeyRange.ALL)).containsExactly("a", "b/c", "d");
        assertThat(keys(below, new KeyRange("a", Optional.of("b/c")))).containsExactly("b/c");
        try (ObjectContent content = below.open("b/c")) {
            assertThat(content.object().key()).isEqualTo("b/c");
            assertThat(content.readAllBytes()).isEqualTo(bytes(6));
        }
        assertThatThrownBy(() -> below.open("upper")).isInstanceOf(MissingObjectException.class);
    }

    private static List<String> keys(ObjectSource source, KeyRange range) {
        try (Stream<SourceObject> objects = source.list(range)) {
            return objects.map(SourceObject::key).toList();
        }
    }

    @Test
    void a_bucket_that_is_missing_is_no_missing_object() {
        S3Objects nowhere = S3Objects.of(s3(), "no-such-bucket");

        assertThatThrownBy(() -> nowhere.open("a"))
                .isInstanceOf(StoreException.class)
                .isNotInstanceOf(MissingObjectException.class);
        assertThatThrownBy(() -> keys(nowhere, KeyRange.ALL)).isInstanceOf(StoreException.class);
    }

    @Test
    void tells_all_that_is_wrong_with_it() {
        S3Objects.Builder wrong = S3Objects.builder(s3(), "b")
                .tries(0)
                .patience(Duration.ofSeconds(-1))
                .expectedBucketOwner("me");

        assertThatIllegalArgumentException()
                .isThrownBy(wrong::build)
                .withMessageContaining("tries is 0")
                .withMessageContaining("patience is PT-1S")
                .withMessageContaining("12 digits");
    }

    /** What stands between the objects and their server. */
    private interface Try {
        void of(FaultRelay relay, S3Objects objects) throws IOException;
    }

    private void throughARelay(Try attempt) throws IOException {
        try (FaultRelay relay = new FaultRelay(server.port());
                S3Client client = EmbeddedS3.builder(relay.port())
                        .httpClient(UrlConnectionHttpClient.create())
                        .build()) {
            attempt.of(
                    relay,
                    S3Objects.builder(client, bucket)
                            .tries(3)
                            .pause(duration -> {})
                            .build());
        }
    }

    @Test
    void a_request_that_fails_is_sent_again_and_no_more_than_said() throws IOException {
        fill("k", bytes(10), ObjectMetadata.NONE);
        throughARelay((relay, objects) -> {
            relay.strike(Fault.SLOW_DOWN, "^GET ", 2);
            assertThat(keys(objects, KeyRange.ALL)).containsExactly("k");
            relay.strike(Fault.INTERNAL_ERROR, "^GET ", 2);
            objects.open("k").close();
            relay.strike(Fault.RESET, "^PUT ", 2);
            objects.put(
                    new SourceObject("k", 3, "", Instant.EPOCH),
                    ObjectMetadata.NONE,
                    new ByteArrayInputStream(bytes(3)));
            relay.strike(Fault.SLOW_DOWN, "^GET ", 3);
            assertThatThrownBy(() -> objects.open("k")).isInstanceOf(StoreException.class);
            assertThat(relay.left()).isZero();
        });
    }

    @Test
    void a_download_that_breaks_off_goes_on() throws IOException {
        fill("k", bytes(3_000_000), ObjectMetadata.NONE);
        throughARelay((relay, objects) -> {
            relay.strike(Fault.CUT_OFF, "^GET .*/k$", 2);
            try (ObjectContent content = objects.open("k")) {
                assertThat(content.readAllBytes()).isEqualTo(bytes(3_000_000));
            }
            assertThat(relay.requests("^GET .*/k$")).hasSize(3);
        });
    }

    @Test
    void a_download_does_not_go_on_with_another_object() throws IOException {
        fill("k", bytes(3_000_000), ObjectMetadata.NONE);
        throughARelay((relay, objects) -> {
            relay.strike(Fault.CUT_OFF, "^GET .*/k$", 1);
            try (ObjectContent content = objects.open("k")) {
                content.read();
                fill("k", bytes(3_000_001), ObjectMetadata.NONE);

                assertThatThrownBy(content::readAllBytes)
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("k was replaced while it was read");
            }
        });
    }

    @Test
    void parts_that_fail_for_good_are_aborted() throws IOException {
        fill("k", bytes(1), ObjectMetadata.NONE);
        throughARelay((relay, objects) -> {
            relay.strike(Fault.INTERNAL_ERROR, "^PUT .*partNumber=2", 3);
            assertThatThrownBy(() -> objects.put(
                            new SourceObject("k", 2L * PART, "", Instant.EPOCH),
                            ObjectMetadata.NONE,
                            new ByteArrayInputStream(bytes(2 * PART))))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("Could not put k");
        });
        assertThat(get("k")).isEqualTo(bytes(1));
        assertNothingIsLeft();
    }

    @Test
    void a_completion_whose_answer_was_lost_is_in_doubt() throws IOException {
        try (FaultRelay relay = new FaultRelay(server.port());
                S3Client client = EmbeddedS3.builder(relay.port())
                        .httpClient(UrlConnectionHttpClient.create())
                        .build()) {
            relay.strike(Fault.LOST_ANSWER, "^POST .*uploadId=", 1);
            S3Objects objects = S3Objects.builder(client, bucket)
                    .pause(duration -> relay.strike(Fault.MISSING, "^POST .*uploadId=", 1))
                    .build();

            assertThatThrownBy(() -> objects.put(
                            new SourceObject("k", PART + 1L, "", Instant.EPOCH),
                            ObjectMetadata.NONE,
                            new ByteArrayInputStream(bytes(PART + 1))))
                    .isInstanceOf(CommitInDoubtException.class);
        }
        assertThat(get("k")).isEqualTo(bytes(PART + 1));
    }
}
