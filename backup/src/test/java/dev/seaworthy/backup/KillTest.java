package dev.seaworthy.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.backup.RestoreVerdict.Proven;
import dev.seaworthy.backup.database.postgres.PostgresConnection;
import dev.seaworthy.backup.database.postgres.PostgresScratchServer;
import dev.seaworthy.backup.database.postgres.PostgresSource;
import dev.seaworthy.backup.database.postgres.TestPostgres;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.store.DirectoryStore;
import dev.seaworthy.backup.store.EmbeddedS3;
import dev.seaworthy.backup.store.Fault;
import dev.seaworthy.backup.store.FaultRelay;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.S3Store;
import dev.seaworthy.backup.store.StoredObject;
import dev.seaworthy.testkit.ChildJvm;
import dev.seaworthy.testkit.Condition;
import dev.seaworthy.testkit.Endurance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A process that backs up a real database is killed by {@code kill -9} in every phase: a backup is listed only if it is
 * whole, and the next run cleans up. The seed, which each name tells, comes from {@code -Dseaworthy.seed}.
 */
@Tag("needs-pg_dump")
@Tag("endurance")
@Timeout(120)
class KillTest {
    private static final long SEED = Long.getLong("seaworthy.seed", System.nanoTime());
    private static final int ROWS = 36_000;
    private static final long DUMP_BYTES = 11_500_000;
    private static final int PARTS = 2;
    private static final long NO_BYTE = Long.MAX_VALUE;

    private static EmbeddedS3 server;
    private static PostgresConnection database;

    /** On disk, since each moment leaves a dump there, and the tests have a small heap. */
    @TempDir
    static Path objects;

    private final Identity identity = Identity.generate();

    @TempDir
    Path folder;

    /**
     * A moment.
     *
     * @param fault what the store does to the request at which it comes; RESET if it comes elsewhere
     * @param place where the process stands still by itself
     * @param isBackup whether there is a backup then
     */
    private record Moment(String name, Fault fault, String request, String place, long atByte, boolean isBackup) {
        static Moment atByte(long bytes) {
            return new Moment("at byte " + bytes, Fault.RESET, "(?!)", DoomedBackup.NEVER, bytes, false);
        }

        static Moment at(String place, boolean isBackup) {
            return new Moment(place, Fault.RESET, "(?!)", place, NO_BYTE, isBackup);
        }

        static Moment at(Fault fault, String request, boolean isBackup) {
            return new Moment(fault + " at " + request, fault, request, DoomedBackup.NEVER, NO_BYTE, isBackup);
        }

        @Override
        public String toString() {
            return name + ", seed " + SEED;
        }
    }

    static List<Moment> moments() {
        Random random = new Random(SEED);
        List<Moment> moments = new ArrayList<>();
        for (int round = 0; round < Endurance.size(1, 5); round++) {
            moments.addAll(moments(random));
        }
        return moments;
    }

    /** Twenty. */
    private static List<Moment> moments(Random random) {
        List<Moment> moments = new ArrayList<>(List.of(
                Moment.at(Fault.HANG, "^GET .*\\?uploads", false),
                Moment.at(DoomedBackup.AT_BEGIN, false),
                Moment.at(Fault.HANG, "^POST .*\\?uploads", false),
                Moment.at(Fault.HANG_AFTER, "^POST .*\\?uploads", false),
                Moment.at(Fault.HANG, part(random), false),
                Moment.at(Fault.HANG_AFTER, part(random), false),
                Moment.at(Fault.HANG, "^POST .*\\?uploadId", false),
                Moment.at(Fault.HANG_AFTER, "^POST .*\\?uploadId", false),
                Moment.at(Fault.HANG, "^PUT .*manifest", false),
                Moment.at(Fault.HANG_AFTER, "^PUT .*manifest", true),
                Moment.at(Fault.HANG, "^GET .*DISASTER", true),
                Moment.at(Fault.HANG, "^PUT .*DISASTER", true),
                Moment.at(Fault.HANG_AFTER, "^PUT .*DISASTER", true)));
        long seventh = DUMP_BYTES / 7;
        for (int part = 0; part < 7; part++) {
            moments.add(Moment.atByte(part * seventh + 1 + random.nextLong(seventh)));
        }
        return moments;
    }

    private static String part(Random random) {
        return "^PUT .*partNumber=" + (1 + random.nextInt(PARTS));
    }

    @BeforeAll
    static void startServers() throws Exception {
        server = EmbeddedS3.startIn(objects);
        database = TestPostgres.database("CREATE TABLE content AS SELECT n AS id, array_to_string(ARRAY("
                + "SELECT md5(n || '-' || m) FROM generate_series(1, 10) m), '') AS body"
                + " FROM generate_series(1, " + ROWS + ") n");
    }

    @AfterAll
    static void stopServers() throws Exception {
        server.stop();
    }

    @ParameterizedTest
    @MethodSource("moments")
    void killed_before_a_bucket(Moment moment) throws Exception {
        String bucket = server.bucket("kill-" + UUID.randomUUID());
        try (FaultRelay relay = new FaultRelay(server.port())) {
            relay.strike(moment.fault(), moment.request(), 1);
            killAt(moment, bucket, relay.port(), () -> relay.hanging() == 1 || Files.exists(reached()));
        }

        S3Store store = S3Store.of(server.client(), bucket);
        assertThatWhatIsListedIsWhole(store, moment.isBackup());
        assertThatTheNextRunCleansUp(store, moment.isBackup());
        assertThat(store.discardUploads("", Instant.parse("2100-01-01T00:00:00Z")))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "begin",
                "before dump.zst.age",
                "after dump.zst.age",
                "before manifest.json",
                "after manifest.json",
                "before DISASTER-2.md",
                "after DISASTER-2.md"
            })
    void killed_before_a_folder(String place) throws Exception {
        boolean isBackup = place.equals("after manifest.json") || place.endsWith("DISASTER-2.md");
        assertThatAFolderIsClean(Moment.at(place, isBackup));
    }

    @Test
    void killed_in_the_midst_before_a_folder() throws Exception {
        assertThatAFolderIsClean(Moment.atByte(1 + new Random(SEED).nextLong(DUMP_BYTES)));
    }

    private void assertThatAFolderIsClean(Moment moment) throws Exception {
        Path place = folder.resolve("store");
        killAt(moment, place.toString(), 0, () -> Files.exists(reached()));

        DirectoryStore store = DirectoryStore.of(place);
        assertThatWhatIsListedIsWhole(store, moment.isBackup());
        assertThatTheNextRunCleansUp(store, moment.isBackup());
        assertThat(store.discardUploads("", Instant.parse("2100-01-01T00:00:00Z")))
                .isZero();
    }

    /** A password that a killed process left is for its owner alone, and the next process on the machine deletes it. */
    @Test
    void the_password_that_is_left_goes_with_the_next_process() throws Exception {
        Path place = folder.resolve("store");
        killAt(Moment.atByte(1), place.toString(), 0, () -> Files.exists(reached()));
        assertThat(held()).hasSize(1);
        assertThat(permissions(held().get(0))).isEqualTo("rwx------");
        assertThat(permissions(held().get(0).resolve("pgpass"))).isEqualTo("rw-------");

        try (ChildJvm next = child(Moment.at(DoomedBackup.NEVER, true), place.toString(), 0)) {
            assertThat(next.await()).isZero();
        }

        assertThat(held()).isEmpty();
    }

    /** Long before its own wait for the lock would end. */
    @Test
    void a_session_that_waits_for_a_lock_ends_with_its_process() throws Exception {
        String waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                + " AND query LIKE 'LOCK TABLE ONLY%'";
        Moment lock = Moment.at(DoomedBackup.NEVER, false);
        TestPostgres.whileLocked(database, "content", () -> {
            try (ChildJvm child = child(lock, folder.resolve("store").toString(), 0)) {
                await("the lock", () -> TestPostgres.count(waiting) == 1);
                child.kill();
                Instant killed = Instant.now();
                await("the end of the session", () -> TestPostgres.count(waiting) == 0);
                assertThat(Duration.between(killed, Instant.now())).isLessThan(Duration.ofSeconds(30));
            }
        });
    }

    private static void await(String what, Callable<Boolean> condition) {
        try {
            Condition.await(what, condition);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Path> held() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("seaworthy-"))
                    .toList();
        }
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private Path reached() {
        return DoomedBackup.reached(folder);
    }

    private void killAt(Moment moment, String bucket, int port, Callable<Boolean> isReached) throws Exception {
        List<ProcessHandle> programs;
        try (ChildJvm child = child(moment, bucket, port)) {
            Condition.await(moment.toString(), isReached);
            programs = ProcessHandle.of(child.pid()).orElseThrow().descendants().toList();
            child.kill();
        }
        assertThat(programs).hasSizeBetween(moment.atByte() == NO_BYTE ? 0 : 1, 1);
        Condition.await("the end of pg_dump", () -> programs.stream().noneMatch(ProcessHandle::isAlive));
        Condition.await(
                "the end of all sessions",
                () -> TestPostgres.count(
                                "SELECT count(*) FROM pg_stat_activity WHERE datname = '" + database.database() + "'")
                        == 0);
    }

    private ChildJvm child(Moment moment, String bucket, int port) {
        return ChildJvm.start(
                DoomedBackup.class,
                folder.toString(),
                bucket,
                String.valueOf(port),
                database.host(),
                String.valueOf(database.port()),
                database.database(),
                database.user(),
                database.password().reveal(),
                identity.recipient().publicKey(),
                moment.place(),
                String.valueOf(moment.atByte()));
    }

    private BackupManager manager(ObjectStore store, Duration later) {
        return BackupManager.builder()
                .store(store)
                .database(PostgresSource.of(database))
                .encryptTo(identity.recipient())
                .clock(() -> Instant.now().plus(later))
                .build();
    }

    private void assertThatWhatIsListedIsWhole(ObjectStore store, boolean isBackup) {
        BackupManager backups = manager(store, Duration.ZERO);
        List<BackupReport> listed = backups.list();

        assertThat(listed).hasSize(isBackup ? 1 : 0);
        for (BackupReport report : listed) {
            assertThat(backups.testRestore(report.id(), identity, PostgresScratchServer.of(TestPostgres.maintenance())))
                    .isInstanceOfSatisfying(
                            Proven.class, proven -> assertThat(proven.rows()).isEqualTo(ROWS));
        }
    }

    private void assertThatTheNextRunCleansUp(ObjectStore store, boolean isBackup) {
        BackupManager next = manager(store, Duration.ofDays(2));
        BackupReport report = next.backUpDatabase();

        assertThat(next.verify(report.id(), identity).isIntact()).isTrue();
        List<String> ids = next.list().stream().map(BackupReport::id).toList();
        assertThat(ids).hasSize(isBackup ? 2 : 1).contains(report.id());
        assertThat(store.list(""))
                .extracting(StoredObject::key)
                .allSatisfy(
                        key -> assertThat(key.equals("database/DISASTER-2.md") || ids.contains(key.split("/", -1)[1]))
                                .as(key)
                                .isTrue());
    }
}
