package dev.seaworthy.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.RestoreVerdict.Differs;
import dev.seaworthy.backup.RestoreVerdict.Failed;
import dev.seaworthy.backup.RestoreVerdict.Proven;
import dev.seaworthy.backup.RestoreVerdict.Step;
import dev.seaworthy.backup.database.DatabaseSource;
import dev.seaworthy.backup.database.Dump;
import dev.seaworthy.backup.database.DumpException;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.manifest.ManifestText;
import dev.seaworthy.backup.store.ObjectExistsException;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.store.StoredObject;
import dev.seaworthy.backup.store.Upload;
import dev.seaworthy.backup.testing.InMemoryDatabase;
import dev.seaworthy.backup.testing.InMemoryObjectStore;
import dev.seaworthy.backup.testing.InMemoryObjectStore.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BackupManagerTest {
    private final InMemoryObjectStore store = new InMemoryObjectStore(() -> this.now, Long.MAX_VALUE);
    private final InMemoryDatabase database =
            new InMemoryDatabase().insert("public.content", "a", "b", "c").insert("public.templates", "t");
    private final Identity identity = Identity.generate();
    private Instant now = Instant.parse("2026-11-24T09:01:02.345Z");

    private final BackupManager backups = BackupManager.builder()
            .store(store)
            .database(database)
            .encryptTo(identity.recipient())
            .clock(this::tick)
            .build();

    private Instant tick() {
        now = now.plusSeconds(1);
        return now;
    }

    @Test
    void reports_what_it_backed_up() {
        BackupReport report = backups.backUpDatabase();

        assertThat(report.id()).matches("20261124T090103345Z-[0-9a-f]{32}");
        assertThat(report.createdAt()).isEqualTo("2026-11-24T09:01:03.345Z");
        assertThat(report.duration()).isEqualTo(Duration.ofSeconds(1));
        assertThat(report.plainBytes()).isPositive();
        assertThat(report.storedBytes())
                .isEqualTo(store.list(dumpKey(report)).get(0).bytes());
        assertThat(report.rows()).isEqualTo(Map.of("public.content", 3L, "public.templates", 1L));
    }

    @Test
    void keeps_a_dump_and_a_manifest() throws IOException {
        BackupReport report = backups.backUpDatabase();

        assertThat(store.list(""))
                .extracting(StoredObject::key)
                .containsExactlyInAnyOrder(dumpKey(report), manifestKey(report), "database/DISASTER-2.md");
        assertThat(new String(store.open(manifestKey(report)).readAllBytes(), StandardCharsets.UTF_8))
                .contains(
                        "\"formatVersion\" : 2",
                        "\"public.content\" : {",
                        identity.recipient().publicKey());
    }

    @Test
    void lists_backups_newest_first() {
        BackupReport first = backups.backUpDatabase();
        BackupReport second = backups.backUpDatabase();

        assertThat(backups.list()).containsExactly(second, first);
        assertThat(backups.newest()).contains(second);
    }

    @Test
    void has_no_newest_before_the_first() {
        assertThat(backups.newest()).isEmpty();
        assertThat(backups.list()).isEmpty();
    }

    @Test
    void takes_nothing_for_a_backup_that_has_no_manifest() {
        BackupReport report = backups.backUpDatabase();

        store.delete(manifestKey(report));

        assertThat(backups.list()).isEmpty();
        assertThatThrownBy(() -> test(report)).isInstanceOf(BackupException.class);
    }

    @Test
    void passes_by_a_manifest_that_is_deleted_after_the_listing() {
        BackupReport first = backups.backUpDatabase();
        BackupReport second = backups.backUpDatabase();
        BackupManager late = manager(new StaleListing(store, store.list("")), database);

        store.delete(manifestKey(second));

        assertThat(late.list()).containsExactly(first);
        assertThat(late.newest()).contains(first);
    }

    /** Else whoever may only add to the store could hide all backups. */
    @Test
    void a_manifest_that_cannot_be_read_hides_no_other() throws IOException {
        BackupReport first = backups.backUpDatabase();
        BackupReport second = backups.backUpDatabase();
        store.flipBit(manifestKey(second));
        store("database/zzz/manifest.json", "garbage".getBytes(StandardCharsets.UTF_8));

        assertThat(backups.list()).containsExactly(first);
        assertThat(backups.newest()).contains(first);
        assertThat(backups.age()).hasValueSatisfying(age -> assertThat(age).isPositive());
        assertThat(backups.unreadable()).containsExactly("zzz", second.id());
        assertThatThrownBy(() -> backups.verify("zzz"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("database/zzz/manifest.json is no manifest");
    }

    @Test
    void a_manifest_of_the_first_version_is_listed() throws IOException {
        try (InputStream stored = Objects.requireNonNull(ManifestText.class.getResourceAsStream("manifest-1.json"))) {
            byte[] text = stored.readAllBytes();
            String id = new String(text, StandardCharsets.UTF_8).replaceFirst("(?s).*?\"id\" : \"([^\"]+)\".*", "$1");
            store("database/" + id + "/manifest.json", text);

            assertThat(backups.list()).extracting(BackupReport::id).containsExactly(id);
            assertThat(backups.unreadable()).isEmpty();
        }
    }

    @Test
    void a_store_that_cannot_be_read_is_no_store_without_backups() {
        backups.backUpDatabase();
        BackupManager denied = manager(
                new OtherStore(store) {
                    @Override
                    public InputStream open(String key) {
                        throw new StoreException(key, "denied", null);
                    }
                },
                database);

        assertThatThrownBy(denied::list).isInstanceOf(StoreException.class).hasMessage("denied");
        assertThatThrownBy(denied::age).isInstanceOf(StoreException.class).hasMessage("denied");
    }

    @Test
    void reports_rows_that_nobody_can_change() {
        TreeMap<String, Long> rows = new TreeMap<>(Map.of("public.content", 3L));
        BackupReport report = new BackupReport("a", now, Duration.ZERO, 2, 1, rows, Duration.ZERO, List.of());

        rows.clear();

        assertThat(report.rows()).containsExactlyEntriesOf(Map.of("public.content", 3L));
        assertThatThrownBy(report.rows()::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void leaves_nothing_of_a_dump_that_fails() {
        database.failNextDump();

        assertThatThrownBy(backups::backUpDatabase)
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("was not made: The dump was told to fail");

        assertThat(store.list("")).isEmpty();
        assertThat(backups.backUpDatabase()).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            names = {"WRITE", "COMMIT"})
    void leaves_nothing_when_the_store_fails(Operation operation) {
        store.failNext(operation);

        assertThatThrownBy(backups::backUpDatabase)
                .isInstanceOf(BackupException.class)
                .hasCauseInstanceOf(StoreException.class);

        assertThat(store.list("")).isEmpty();
    }

    @Test
    void removes_the_dump_when_its_manifest_cannot_be_written() {
        BackupManager failing = manager(new FailingManifests(store, false), database);

        assertThatThrownBy(failing::backUpDatabase).isInstanceOf(BackupException.class);

        assertThat(store.list("")).isEmpty();
    }

    @Test
    void keeps_the_dump_of_a_manifest_that_it_cannot_remove() {
        BackupManager failing = manager(new FailingManifests(store, true), database);

        assertThatThrownBy(failing::backUpDatabase).isInstanceOf(BackupException.class);

        assertThat(store.list("")).hasSize(1);
        assertThat(backups.list()).isEmpty();
    }

    @Test
    void a_content_too_long_for_one_object_goes_on_in_others() {
        InMemoryObjectStore small = new InMemoryObjectStore(() -> now, 100);
        BackupManager manager = manager(small, database);

        BackupReport report = manager.backUpDatabase();

        assertThat(small.list(dumpKey(report)))
                .hasSizeGreaterThan(2)
                .allSatisfy(object -> assertThat(object.bytes()).isLessThanOrEqualTo(100));
        assertThat(report.storedBytes())
                .isEqualTo(small.list(dumpKey(report)).stream()
                        .mapToLong(StoredObject::bytes)
                        .sum());
        assertThat(manager.testRestore(report.id(), identity, database)).isInstanceOf(Proven.class);
        small.flipBit(dumpKey(report) + ".0002");
        assertFailed(
                manager.testRestore(report.id(), identity, database),
                Step.READ,
                ".0002 is not what the backup stored: its SHA-256 differs");
    }

    @Test
    void a_later_run_discards_what_a_killed_one_has_left() throws IOException {
        now = Instant.parse("2026-11-22T09:01:02.345Z");
        put("database/20261122T090102345Z-dead/dump.zst.age");
        put("database/20261122T090102345Z-dead/dump.zst.age.0002");
        put("database/20261122T090102345Z-dead.txt");
        put("database/by-hand/dump.zst.age");
        Upload open = store.upload("database/20261122T090102345Z-dead/dump.zst.age.0003");
        open.stream().close();
        BackupReport kept = backups.backUpDatabase();
        now = Instant.parse("2026-11-23T09:01:01.345Z");
        backups.backUpDatabase();
        assertThat(store.list("database/20261122T090102345Z-dead/")).hasSize(2);

        now = Instant.parse("2026-11-23T09:01:01.346Z");
        backups.backUpDatabase();

        assertThat(store.list("database/20261122T090102345Z-dead/")).isEmpty();
        assertThat(store.list("database/20261122T090102345Z-dead.txt")).hasSize(1);
        assertThat(store.list("database/by-hand/")).hasSize(1);
        assertThat(backups.list()).hasSize(3).contains(kept);
        assertThatThrownBy(open::commit).isInstanceOf(StoreException.class);
    }

    private void put(String key) throws IOException {
        try (Upload upload = store.upload(key)) {
            upload.stream().close();
            upload.commit();
        }
    }

    @Test
    void a_grace_of_less_than_an_hour_is_refused() {
        assertThatThrownBy(() -> BackupManager.builder()
                        .abandonedAfter(Duration.ofMinutes(59))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("abandonedAfter is PT59M; give an hour or more");
    }

    @Test
    void a_sweep_that_fails_costs_no_backup() {
        store.failNext(Operation.LIST);

        assertThat(backups.backUpDatabase()).isNotNull();
    }

    @Test
    void keeps_an_earlier_backup_of_the_same_id() {
        BackupReport first = sameId().backUpDatabase();

        assertThatThrownBy(sameId()::backUpDatabase).hasCauseInstanceOf(ObjectExistsException.class);
        database.failNextDump();
        assertThatThrownBy(sameId()::backUpDatabase).hasCauseInstanceOf(DumpException.class);

        assertThat(backups.list()).containsExactly(first);
        assertThat(test(first).isProven()).isTrue();
    }

    private BackupManager sameId() {
        Instant fixed = now;
        return BackupManager.builder()
                .store(store)
                .database(database)
                .encryptTo(identity.recipient())
                .clock(() -> fixed)
                .random(new Random(7))
                .build();
    }

    @Test
    void removes_a_dump_whose_manifest_finds_its_key_taken() {
        BackupReport first = sameId().backUpDatabase();
        store.delete(dumpKey(first));

        assertThatThrownBy(sameId()::backUpDatabase).hasCauseInstanceOf(ObjectExistsException.class);

        assertThat(store.list(""))
                .extracting(StoredObject::key)
                .containsExactly(manifestKey(first), "database/DISASTER-2.md");
    }

    private BackupManager manager(ObjectStore store, DatabaseSource database) {
        return BackupManager.builder()
                .store(store)
                .database(database)
                .encryptTo(identity.recipient())
                .build();
    }

    @Test
    void proves_a_backup_that_comes_back_whole() {
        BackupReport report = backups.backUpDatabase();
        RestoreVerdict verdict = test(report);

        assertThat(verdict.isProven()).isTrue();
        assertThat(verdict)
                .isEqualTo(
                        new Proven(2, 4, report.plainBytes(), Duration.ofSeconds(1), Duration.ofSeconds(2), List.of()))
                .extracting(proven -> ((Proven) proven).duration())
                .isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void tells_which_tables_came_back_otherwise() {
        InMemoryDatabase server = new InMemoryDatabase();
        server.loseRowsInNextRestore();

        RestoreVerdict verdict = backups.testRestore(backups.backUpDatabase().id(), identity, server);

        assertThat(verdict.isProven()).isFalse();
        assertThat(verdict)
                .isEqualTo(new Differs(List.of(
                        "public.content: dumped with 3 rows, came back with 2",
                        "public.templates: dumped with 1 rows, came back with 0")));
    }

    @Test
    void tells_which_tables_came_back_with_other_content() {
        InMemoryDatabase server = new InMemoryDatabase();
        server.changeRowsInNextRestore();

        RestoreVerdict verdict = backups.testRestore(backups.backUpDatabase().id(), identity, server);

        assertThat(verdict)
                .isEqualTo(new Differs(List.of(
                        "public.content: came back with its 3 rows, but their content differs",
                        "public.templates: came back with its 1 rows, but their content differs")));
    }

    @Test
    void asks_the_callers_checks_of_what_came_back() {
        InMemoryDatabase server = new InMemoryDatabase().answer("SELECT a", "0").answer("SELECT b", "7");
        String id = backups.backUpDatabase().id();

        assertThat(backups.testRestore(id, identity, server, RestoreCheck.of("a is none", "SELECT a", "0"))
                        .isProven())
                .isTrue();
        assertFailed(
                backups.testRestore(
                        id,
                        identity,
                        server,
                        RestoreCheck.of("a is none", "SELECT a", "0"),
                        RestoreCheck.of("b is none", "SELECT b", "0"),
                        RestoreCheck.of("c is none", "SELECT c", "0")),
                Step.CHECK,
                "b is none: expected 0, the answer is 7; c is none: A database in memory answers no query");
    }

    @Test
    void never_proves_a_backup_without_rows() {
        BackupManager empty = manager(store, new InMemoryDatabase().insert("public.content"));

        RestoreVerdict verdict = empty.testRestore(empty.backUpDatabase().id(), identity, new InMemoryDatabase());

        assertFailed(verdict, Step.COMPARE, "holds no row in any of its 1 tables");
    }

    @Test
    void proves_nothing_where_the_servers_hash_otherwise() throws IOException {
        BackupReport report = backups.backUpDatabase();
        String manifest = new String(store.open(manifestKey(report)).readAllBytes(), StandardCharsets.UTF_8);

        replace(
                manifestKey(report),
                ManifestText.sealed(manifest.replace("\"probe\" : \"in memory\"", "\"probe\" : \"another\"")));

        assertFailed(test(report), Step.COMPARE, "hash the same text otherwise");
    }

    @Test
    void restores_to_stay() {
        BackupReport report = backups.backUpDatabase();
        InMemoryDatabase target = new InMemoryDatabase();

        assertThat(backups.restore(report.id(), identity, target).rows()).isEqualTo(4);

        assertThat(manager(store, target).backUpDatabase().rows()).isEqualTo(report.rows());
    }

    @Test
    void throws_when_a_restore_to_stay_is_not_whole() {
        String id = backups.backUpDatabase().id();
        InMemoryDatabase full = new InMemoryDatabase().insert("public.other", "x");
        InMemoryDatabase lossy = new InMemoryDatabase();
        lossy.loseRowsInNextRestore();

        assertThatThrownBy(() -> backups.restore(id, identity, full))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("Refused")
                .hasMessageContaining("public.other");
        assertThatThrownBy(() -> backups.restore(id, identity, lossy))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("public.content: dumped with 3 rows, came back with 2; public.templates");
    }

    @Test
    void never_proves_a_backup_without_tables() {
        BackupManager empty = manager(store, new InMemoryDatabase());

        RestoreVerdict verdict = empty.testRestore(empty.backUpDatabase().id(), identity, new InMemoryDatabase());

        assertFailed(verdict, Step.COMPARE, "nothing to compare");
        assertThatThrownBy(() -> new Proven(0, 0, 0, Duration.ZERO, Duration.ZERO, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fails_with_another_key() {
        BackupReport report = backups.backUpDatabase();

        assertFailed(
                backups.testRestore(report.id(), Identity.generate(), new InMemoryDatabase()),
                Step.OPEN,
                "another key");
    }

    @Test
    void fails_when_a_stored_bit_has_flipped() {
        BackupReport report = backups.backUpDatabase();
        store.flipBit(dumpKey(report));

        assertThat(test(report).isProven()).isFalse();
    }

    @Test
    void fails_when_the_dump_is_another_than_the_manifest_tells_of() throws IOException {
        BackupReport first = backups.backUpDatabase();
        BackupReport second = backups.backUpDatabase();
        byte[] other = store.open(dumpKey(second)).readAllBytes();
        replace(dumpKey(first), other);

        assertFailed(test(first), Step.READ, "SHA-256 differs");
    }

    /** Where the restore has all its rows before the damage, and the stored bytes are those of the manifest. */
    @Test
    void fails_when_the_dump_does_not_decrypt_to_its_end() throws Exception {
        BackupManager padded = manager(store, out -> {
            Dump dump = database.dumpTo(out);
            out.write(noise(300_000));
            return dump;
        });
        BackupReport report = padded.backUpDatabase();
        assertThat(test(report).isProven()).isTrue();

        byte[] whole = store.open(dumpKey(report)).readAllBytes();
        byte[] cut = Arrays.copyOf(whole, whole.length - 1);
        replace(dumpKey(report), cut);
        String manifest = new String(store.open(manifestKey(report)).readAllBytes(), StandardCharsets.UTF_8);
        replace(
                manifestKey(report),
                ManifestText.sealed(manifest.replace(sha256(whole), sha256(cut))
                        .replace(" : " + whole.length, " : " + cut.length)));

        assertFailed(test(report), Step.OPEN, "damaged or cut off");
    }

    private static byte[] noise(int size) {
        byte[] noise = new byte[size];
        new Random(3).nextBytes(noise);
        return noise;
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private void replace(String key, byte[] content) throws IOException {
        store.delete(key);
        try (Upload upload = store.upload(key)) {
            upload.stream().write(content);
            upload.stream().close();
            upload.commit();
        }
    }

    @Test
    void fails_when_the_dump_cannot_be_read() {
        BackupReport report = backups.backUpDatabase();
        store.delete(dumpKey(report));

        assertFailed(test(report), Step.READ, "There is no object");
    }

    @Test
    void fails_when_the_scratch_server_refuses_the_dump() {
        InMemoryDatabase server = new InMemoryDatabase();
        server.failNextRestore();

        assertFailed(
                backups.testRestore(backups.backUpDatabase().id(), identity, server), Step.RESTORE, "told to fail");
    }

    @Test
    void says_that_there_is_no_such_backup() {
        assertThatThrownBy(() -> backups.testRestore("20261124T090102345Z-0", identity, new InMemoryDatabase()))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("There is no backup 20261124T090102345Z-0");
        assertThatThrownBy(() -> backups.testRestore("../etc", identity, new InMemoryDatabase()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void names_all_missing_parts_together() {
        assertThatThrownBy(() -> BackupManager.builder().build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("BackupManager: it lacks store; it lacks database; it lacks encryptTo");
    }

    private RestoreVerdict test(BackupReport report) {
        return backups.testRestore(report.id(), identity, new InMemoryDatabase());
    }

    private static void assertFailed(RestoreVerdict verdict, Step where, String message) {
        assertThat(verdict).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.where()).isEqualTo(where);
            assertThat(failed.message()).contains(message);
        });
    }

    private static String dumpKey(BackupReport report) {
        return "database/" + report.id() + "/dump.zst.age";
    }

    private static String manifestKey(BackupReport report) {
        return "database/" + report.id() + "/manifest.json";
    }

    private void store(String key, byte[] content) throws IOException {
        try (Upload upload = store.upload(key)) {
            upload.stream().write(content);
            upload.stream().close();
            upload.commit();
        }
    }
}
