package dev.seaworthy.backup.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.BackupException;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.objects.snapshot.Sample;
import dev.seaworthy.backup.store.EmbeddedS3;
import dev.seaworthy.backup.store.Fault;
import dev.seaworthy.backup.store.FaultRelay;
import dev.seaworthy.backup.store.S3Store;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.testing.InMemoryObjects;
import dev.seaworthy.testkit.Condition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A store that fails at each step of a bucket's backup, by sockets: there is a snapshot that is whole, or none, and
 * what was stored is not read again.
 */
@Timeout(120)
class BucketFaultsTest {
    private static final int PART = 5 * 1024 * 1024;
    private static final int SMALL = 20;
    private static final int ALWAYS = Integer.MAX_VALUE;
    private static final String SECRET = "local-credential";

    @TempDir
    static Path folder;

    private static EmbeddedS3 server;
    private static FaultRelay relay;
    private static S3Client client;

    private final Identity identity = Identity.generate();
    private final InMemoryObjects objects = new InMemoryObjects();
    private final String bucket = server.bucket("b-" + UUID.randomUUID());
    private final BucketBackups backups = backups(client);

    /** A request of a run, and what the next run reads if it fails for good: all that is new but what was stored. */
    private enum Step {
        READ_KEY("^GET .*/repository-key", "repository-key", SMALL + 2),
        LIST_SNAPSHOTS("^GET .*prefix=bucket%2Fuploads%2Fsnapshots", "snapshots/", SMALL + 2),
        READ_SNAPSHOT("^GET .*/snapshots/2", ".json", SMALL + 2),
        LIST_MARKS("^GET .*prefix=bucket%2Fuploads%2Fcondemned", "condemned/", SMALL + 2),
        LIST_DATA("^GET .*prefix=bucket%2Fuploads%2Fdata", "data/", SMALL + 2),
        LIST_SEGMENTS("^GET .*prefix=bucket%2Fuploads%2Fsegments", "segments/", SMALL + 2),
        STORE_PACK("^(PUT|POST) .*\\.tar", ".tar", SMALL + 1),
        BEGIN_LARGE("^POST .*/[0-9]{8}\\.zst\\.age\\?uploads", "/data/", 1),
        SEND_LARGE("^PUT .*/[0-9]{8}\\.zst\\.age\\?.*partNumber=2", "upload part 2 of", 1),
        COMPLETE_LARGE("^POST .*/[0-9]{8}\\.zst\\.age\\?uploadId=", "/data/", 1),
        STORE_SEGMENT("^PUT .*/segments/2", ".jsonl", SMALL + 2),
        STORE_SNAPSHOT("^PUT .*/snapshots/2", ".json", 0);

        private final String requests;
        private final String named;
        private final int readAgain;

        Step(String requests, String named, int readAgain) {
            this.requests = requests;
            this.named = named;
            this.readAgain = readAgain;
        }
    }

    @BeforeAll
    static void startServer() throws Exception {
        server = EmbeddedS3.startIn(folder);
        relay = new FaultRelay(server.port());
        client = client(relay.port());
    }

    @AfterAll
    static void stopServer() throws Exception {
        client.close();
        relay.close();
        server.stop();
    }

    /** A snapshot of old objects, one that has changed since, and new ones: small ones, and then one of two parts. */
    @BeforeEach
    void backUpOnce() {
        putSmall("old");
        backups(server.client()).backUp();
        putSmall("new");
        objects.put("r of two parts", BucketFixture.random(1, 6 * 1024 * 1024));
        objects.put("old00003", BucketFixture.bytes("changed"));
    }

    private void putSmall(String prefix) {
        for (int i = 0; i < SMALL; i++) {
            objects.put("%s%05d".formatted(prefix, i), BucketFixture.random(prefix.hashCode() + i, 4096));
        }
    }

    private static S3Client client(int port) {
        return EmbeddedS3.builder(port)
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(settings -> settings.apiCallAttemptTimeout(Duration.ofSeconds(2)))
                .build();
    }

    private BucketBackups backups(S3Client s3) {
        return backups(s3, "uploads");
    }

    private BucketBackups backups(S3Client s3, String name) {
        return BucketBackups.builder(name)
                .source(objects)
                .store(S3Store.builder(s3, bucket)
                        .partBytes(PART)
                        .tries(3)
                        .pause(duration -> {})
                        .build())
                .repositoryKey(BucketFixture.KEY)
                .encryptTo(identity.recipient())
                .requestsInFlight(1)
                .build();
    }

    @AfterEach
    void strikeNoMore() {
        relay.strike(Fault.RESET, "(?!)", 0);
    }

    static List<Arguments> passingFaults() {
        List<Arguments> faults = new ArrayList<>();
        List<Fault> any = List.of(Fault.LOST_ANSWER, Fault.SLOW_DOWN, Fault.RESET);
        for (Step step : Step.values()) {
            faults.add(Arguments.of(any.get(step.ordinal() % any.size()), step));
        }
        faults.add(Arguments.of(Fault.LOST_ANSWER, Step.STORE_PACK));
        faults.add(Arguments.of(Fault.LOST_ANSWER, Step.COMPLETE_LARGE));
        faults.add(Arguments.of(Fault.LOST_ANSWER, Step.STORE_SEGMENT));
        faults.add(Arguments.of(Fault.LOST_ANSWER, Step.STORE_SNAPSHOT));
        faults.add(Arguments.of(Fault.INTERNAL_ERROR, Step.STORE_PACK));
        faults.add(Arguments.of(Fault.TOO_MANY, Step.STORE_SEGMENT));
        faults.add(Arguments.of(Fault.HANG, Step.SEND_LARGE));
        faults.add(Arguments.of(Fault.HANG_AFTER, Step.STORE_SNAPSHOT));
        faults.add(Arguments.of(Fault.ERROR_IN_OK, Step.COMPLETE_LARGE));
        faults.add(Arguments.of(Fault.CONFLICT, Step.STORE_SNAPSHOT));
        faults.add(Arguments.of(Fault.CUT_OFF, Step.READ_SNAPSHOT));
        faults.add(Arguments.of(Fault.CUT_OFF, Step.LIST_DATA));
        return faults;
    }

    @ParameterizedTest
    @MethodSource("passingFaults")
    void what_fails_once_costs_nothing(Fault fault, Step step) {
        relay.strike(fault, step.requests, 1);

        SnapshotReport report = backups.backUp();

        assertThat(relay.left()).isZero();
        assertThat(report.added()).isEqualTo(SMALL + 1);
        assertThat(report.changed()).isEqualTo(1);
        assertThat(objects.opens()).isEqualTo(SMALL + SMALL + 2);
        assertIsWhole(report);
        assertThat(backups.list()).hasSize(2);
        assertNothingIsUnderWay();
    }

    static List<Arguments> lastingFaults() {
        List<Arguments> faults = new ArrayList<>();
        for (Step step : Step.values()) {
            faults.add(Arguments.of(Fault.DENIED, step));
        }
        faults.add(Arguments.of(Fault.SLOW_DOWN, Step.LIST_SEGMENTS));
        faults.add(Arguments.of(Fault.SLOW_DOWN, Step.SEND_LARGE));
        faults.add(Arguments.of(Fault.INTERNAL_ERROR, Step.STORE_SNAPSHOT));
        faults.add(Arguments.of(Fault.OUT_OF_SPACE, Step.STORE_PACK));
        faults.add(Arguments.of(Fault.OUT_OF_SPACE, Step.SEND_LARGE));
        faults.add(Arguments.of(Fault.OUT_OF_SPACE, Step.STORE_SEGMENT));
        faults.add(Arguments.of(Fault.RESET, Step.STORE_PACK));
        faults.add(Arguments.of(Fault.EXPIRED, Step.READ_KEY));
        faults.add(Arguments.of(Fault.EXPIRED, Step.SEND_LARGE));
        faults.add(Arguments.of(Fault.EXPIRED, Step.STORE_SNAPSHOT));
        faults.add(Arguments.of(Fault.NO_BUCKET, Step.READ_KEY));
        faults.add(Arguments.of(Fault.NO_BUCKET, Step.LIST_DATA));
        faults.add(Arguments.of(Fault.WRONG_REGION, Step.READ_KEY));
        faults.add(Arguments.of(Fault.HANG, Step.LIST_DATA));
        faults.add(Arguments.of(Fault.LOST_ANSWER, Step.BEGIN_LARGE));
        faults.add(Arguments.of(Fault.GARBAGE, Step.LIST_DATA));
        faults.add(Arguments.of(Fault.CUT_SHORT, Step.LIST_SEGMENTS));
        return faults;
    }

    @ParameterizedTest
    @MethodSource("lastingFaults")
    void what_fails_for_good_is_one_error_that_names_the_object_and_the_next_run_goes_on(Fault fault, Step step)
            throws Exception {
        relay.strike(fault, step.requests, ALWAYS);

        assertThatThrownBy(backups::backUp)
                .isInstanceOf(BackupException.class)
                .hasMessageMatching("(?s)Snapshot [0-9TZ]+-[0-9a-f]{32} of uploads was not made: .*")
                .hasMessageContaining(step.named)
                .message()
                .doesNotContain(SECRET);

        relay.strike(fault, "(?!)", 0);
        assertThat(backups.list()).hasSize(1);
        assertNothingIsUnderWay();
        assertNoThreadIsLeft();
        long before = objects.opens();
        SnapshotReport report = backups.backUp();
        assertThat(objects.opens() - before).isEqualTo(step.readAgain);
        assertThat(report.added()).isEqualTo(SMALL + 1);
        assertIsWhole(report);
        assertThat(backups.list()).hasSize(2);
    }

    /** Of a bucket that has no snapshot: no run without it could be told from one with another key. */
    @Test
    void a_repository_key_that_cannot_be_kept_is_told_and_nothing_is_stored() {
        objects.contents().keySet().stream()
                .filter(key -> !key.equals("old00000"))
                .toList()
                .forEach(objects::remove);
        relay.strike(Fault.DENIED, "^PUT .*/repository-key", ALWAYS);
        BucketBackups first = backups(client, "first");

        assertThatThrownBy(first::backUp)
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("bucket/first/repository-key");

        assertThat(server.client()
                        .listObjectsV2(request -> request.bucket(bucket).prefix("bucket/first/"))
                        .contents())
                .isEmpty();
        relay.strike(Fault.LOST_ANSWER, "^PUT .*/repository-key", 1);
        assertThat(first.backUp().objects()).isEqualTo(1);
    }

    /** Whoever prunes would take a snapshot without it for one that was not tried. */
    @Test
    void a_proof_that_cannot_be_kept_is_told() {
        SnapshotReport report = backups.list().get(0);
        relay.strike(Fault.DENIED, "^PUT .*/proven/", ALWAYS);

        assertThatThrownBy(() -> backups.verify(report.id(), Sample.all(), identity))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("bucket/uploads/proven/" + report.id());

        relay.strike(Fault.LOST_ANSWER, "^PUT .*/proven/", 1);
        assertIsWhole(report);
        assertThat(relay.left()).isZero();
    }

    @Test
    void a_store_that_nobody_listens_for_is_told() throws Exception {
        FaultRelay closed = new FaultRelay(server.port());
        closed.close();

        assertThatThrownBy(backups(client(closed.port()))::backUp)
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("bucket/uploads/")
                .hasMessageContaining("Connection refused");
        assertNoThreadIsLeft();
    }

    /** Its objects are read again, and nothing of it is carried over. */
    @ParameterizedTest
    @EnumSource(names = {"DENIED", "SLOW_DOWN", "FLIPPED_BIT", "MISSING", "CUT_OFF"})
    void an_old_segment_that_cannot_be_read_costs_a_second_read(Fault fault) {
        relay.strike(fault, "^GET .*/segments/2", ALWAYS);

        SnapshotReport report = backups.backUp();

        relay.strike(fault, "(?!)", 0);
        assertThat(objects.opens()).isEqualTo(SMALL + SMALL + SMALL + 1);
        assertIsWhole(report);
    }

    /** Uploads of killed runs, and the recipe, are for the next run too. */
    @ParameterizedTest
    @EnumSource(names = {"DENIED", "RESET"})
    void what_a_run_can_do_without_costs_no_snapshot(Fault fault) {
        relay.strike(fault, "(^GET .*\\?uploads|DISASTER)", ALWAYS);

        SnapshotReport report = backups.backUp();

        relay.strike(fault, "(?!)", 0);
        assertIsWhole(report);
    }

    private void assertIsWhole(SnapshotReport report) {
        assertThat(backups.verify(report.id(), Sample.all(), identity).isIntact())
                .isTrue();
    }

    private void assertNothingIsUnderWay() {
        assertThat(server.client()
                        .listMultipartUploads(request -> request.bucket(bucket))
                        .uploads())
                .isEmpty();
    }

    private static void assertNoThreadIsLeft() throws Exception {
        Condition.await(
                "the end of all threads",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("seaworthy-")));
    }
}
