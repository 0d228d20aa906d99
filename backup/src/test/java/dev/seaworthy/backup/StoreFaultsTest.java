package dev.seaworthy.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.database.Dump;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.store.CommitInDoubtException;
import dev.seaworthy.backup.store.EmbeddedS3;
import dev.seaworthy.backup.store.Fault;
import dev.seaworthy.backup.store.FaultRelay;
import dev.seaworthy.backup.store.S3Store;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.testing.InMemoryDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/** A store that fails at each step of a backup, by sockets: the backup is whole, or there is none. */
class StoreFaultsTest {
    private static final int PART = 5 * 1024 * 1024;
    private static final String BEGIN = "^POST .*\\?uploads";
    private static final String SEND = "^PUT .*partNumber=2";
    private static final String COMPLETE = "^POST .*\\?uploadId=";
    private static final String PUBLISH = "^PUT .*manifest\\.json";
    private static final String READ = "^GET .*dump\\.zst\\.age$";
    private static final int ALWAYS = Integer.MAX_VALUE;

    @TempDir
    static Path folder;

    private static EmbeddedS3 server;

    private final Identity identity = Identity.generate();
    private final InMemoryDatabase database = new InMemoryDatabase().insert("public.content", "a", "b");
    private final String bucket = server.bucket("b-" + UUID.randomUUID());
    private Instant now = Instant.now();
    private FaultRelay relay;
    private S3Client client;
    private BackupManager backups;

    @BeforeAll
    static void startServer() throws Exception {
        server = EmbeddedS3.startIn(folder);
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
                .overrideConfiguration(settings -> settings.apiCallAttemptTimeout(Duration.ofSeconds(8)))
                .build();
        backups = BackupManager.builder()
                .store(S3Store.builder(client, bucket)
                        .partBytes(PART)
                        .tries(3)
                        .pause(duration -> {})
                        .build())
                .database(this::dump)
                .encryptTo(identity.recipient())
                .clock(() -> now)
                .build();
    }

    @AfterEach
    void end() {
        client.close();
        relay.close();
    }

    /** Two parts. */
    private Dump dump(OutputStream out) throws IOException {
        Dump dump = database.dumpTo(out);
        byte[] noise = new byte[1024 * 1024];
        Random random = new Random(3);
        for (int written = 0; written < 6; written++) {
            random.nextBytes(noise);
            out.write(noise);
        }
        return dump;
    }

    static Stream<Arguments> passingFaults() {
        return Stream.of(
                Arguments.of(Fault.INTERNAL_ERROR, BEGIN),
                Arguments.of(Fault.SLOW_DOWN, SEND),
                Arguments.of(Fault.RESET, SEND),
                Arguments.of(Fault.HANG, SEND),
                Arguments.of(Fault.LOST_ANSWER, BEGIN),
                Arguments.of(Fault.LOST_ANSWER, SEND),
                Arguments.of(Fault.LOST_ANSWER, COMPLETE),
                Arguments.of(Fault.ERROR_IN_OK, COMPLETE),
                Arguments.of(Fault.CONFLICT, PUBLISH),
                Arguments.of(Fault.LOST_ANSWER, PUBLISH),
                Arguments.of(Fault.SLOW_DOWN, PUBLISH));
    }

    @ParameterizedTest
    @MethodSource("passingFaults")
    void what_fails_once_costs_no_backup(Fault fault, String step) {
        relay.strike(fault, step, 1);

        BackupReport report = backups.backUpDatabase();

        assertThat(relay.left()).isZero();
        assertThat(backups.verify(report.id(), identity).isIntact()).isTrue();
        assertThat(backups.list()).hasSize(1);
        assertThat(uploads()).isZero();
    }

    static Stream<Arguments> lastingFaults() {
        return Stream.of(
                Arguments.of(Fault.DENIED, BEGIN),
                Arguments.of(Fault.WRONG_REGION, BEGIN),
                Arguments.of(Fault.INTERNAL_ERROR, SEND),
                Arguments.of(Fault.SLOW_DOWN, SEND),
                Arguments.of(Fault.OUT_OF_SPACE, SEND),
                Arguments.of(Fault.RESET, SEND),
                Arguments.of(Fault.LOST_ANSWER, BEGIN),
                Arguments.of(Fault.INTERNAL_ERROR, COMPLETE),
                Arguments.of(Fault.CONFLICT, COMPLETE),
                Arguments.of(Fault.CONFLICT, PUBLISH),
                Arguments.of(Fault.DENIED, COMPLETE),
                Arguments.of(Fault.DENIED, PUBLISH));
    }

    @ParameterizedTest
    @MethodSource("lastingFaults")
    void what_fails_for_good_is_one_error_that_names_the_object_and_nothing_is_left(Fault fault, String step) {
        relay.strike(fault, step, ALWAYS);

        assertThatThrownBy(backups::backUpDatabase)
                .isInstanceOf(BackupException.class)
                .hasCauseInstanceOf(StoreException.class)
                .hasMessageMatching("Backup [0-9TZ]+-[0-9a-f]{32} was not made: Could not .*")
                .hasMessageContaining(step.equals(SEND) ? "upload part 2 of" : "")
                .hasMessageContaining(step.equals(PUBLISH) ? "manifest.json" : "dump.zst.age");

        relay.strike(fault, "(?!)", 0);
        assertThat(backups.list()).isEmpty();
        assertNothingIsLeft();
        assertThat(backups.verify(backups.backUpDatabase().id(), identity).isIntact())
                .isTrue();
    }

    /** Who deleted its dump would leave a manifest alone, should the request arrive after all. */
    @Test
    void a_backup_whose_manifest_arrives_late_is_whole() throws IOException {
        relay.strike(Fault.LATE, PUBLISH, ALWAYS);
        assertThatThrownBy(backups::backUpDatabase)
                .isInstanceOf(BackupException.class)
                .hasCauseInstanceOf(CommitInDoubtException.class);
        relay.strike(Fault.LATE, "(?!)", 0);
        assertThat(backups.list()).isEmpty();

        relay.deliverLate();

        assertThat(backups.list()).hasSize(1);
        assertThat(backups.verify(backups.list().get(0).id(), identity).isIntact())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"RESET", "OUT_OF_SPACE", "LOST_ANSWER"})
    void the_dump_of_a_manifest_that_may_yet_arrive_goes_with_a_later_run(Fault fault) {
        relay.strike(fault, "^(PUT|HEAD) .*manifest\\.json", ALWAYS);

        assertThatThrownBy(backups::backUpDatabase)
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("Could not commit database/");

        relay.strike(fault, "(?!)", 0);
        assertThat(backups.list()).isEmpty();
        assertThat(server.client()
                        .listObjectsV2(request -> request.bucket(bucket))
                        .contents())
                .singleElement()
                .satisfies(left -> assertThat(left.key()).endsWith("/dump.zst.age"));
        now = now.plus(Duration.ofDays(2));
        backups.backUpDatabase();
        assertThat(server.client()
                        .listObjectsV2(request -> request.bucket(bucket))
                        .contents())
                .hasSize(3);
    }

    /** As if every answer were lost from then on, the one to the clean-up too: the next run cleans up. */
    @ParameterizedTest
    @EnumSource(names = {"RESET", "DENIED"})
    void what_could_not_be_removed_goes_with_a_later_run(Fault fault) {
        relay.strike(fault, "^(POST .*\\?uploadId=|DELETE )", ALWAYS);
        assertThatThrownBy(backups::backUpDatabase).isInstanceOf(BackupException.class);
        assertThat(uploads()).isEqualTo(1);
        relay.strike(fault, "(?!)", 0);

        backups.backUpDatabase();
        assertThat(uploads()).isEqualTo(1);
        now = now.plus(Duration.ofDays(2));
        backups.backUpDatabase();

        assertThat(uploads()).isZero();
        assertThat(backups.list()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void a_download_goes_on_where_it_broke_off(int times) {
        BackupReport report = backups.backUpDatabase();
        relay.strike(Fault.CUT_OFF, READ, times);

        assertThat(backups.verify(report.id(), identity).isIntact()).isTrue();

        assertThat(relay.left()).isZero();
        assertThat(relay.requests(READ)).hasSize(times + 1);
    }

    @ParameterizedTest
    @EnumSource(names = {"CUT_OFF", "FLIPPED_BIT", "RESET", "INTERNAL_ERROR", "DENIED"})
    void what_does_not_come_back_as_it_was_is_a_verdict(Fault fault) {
        BackupReport report = backups.backUpDatabase();
        relay.strike(fault, READ, ALWAYS);

        assertThat(backups.verify(report.id())).isInstanceOfSatisfying(Verification.Failed.class, failed -> {
            assertThat(failed.where()).isEqualTo(Verification.Extent.STORED);
            assertThat(failed.message()).contains("dump.zst.age");
        });
        assertThat(backups.testRestore(report.id(), identity, new InMemoryDatabase())
                        .isProven())
                .isFalse();

        relay.strike(fault, "(?!)", 0);
        assertThat(backups.verify(report.id(), identity).isIntact()).isTrue();
    }

    private void assertNothingIsLeft() {
        assertThat(uploads()).isZero();
        assertThat(server.client()
                        .listObjectsV2(request -> request.bucket(bucket))
                        .contents())
                .isEmpty();
    }

    private int uploads() {
        return server.client()
                .listMultipartUploads(request -> request.bucket(bucket))
                .uploads()
                .size();
    }
}
