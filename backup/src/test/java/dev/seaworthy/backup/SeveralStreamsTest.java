package dev.seaworthy.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.RestoreVerdict.Differs;
import dev.seaworthy.backup.RestoreVerdict.Proven;
import dev.seaworthy.backup.Verification.Extent;
import dev.seaworthy.backup.Verification.Intact;
import dev.seaworthy.backup.database.DatabaseSource;
import dev.seaworthy.backup.database.Dump;
import dev.seaworthy.backup.database.DumpException;
import dev.seaworthy.backup.database.DumpInput;
import dev.seaworthy.backup.database.DumpOutput;
import dev.seaworthy.backup.database.RestoreTarget;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.fingerprint.Fingerprint;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.store.StoredObject;
import dev.seaworthy.backup.store.Upload;
import dev.seaworthy.backup.testing.InMemoryDatabase;
import dev.seaworthy.backup.testing.InMemoryObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A backup whose tables' rows are apart, each part of several objects. */
class SeveralStreamsTest {
    private static final int OBJECT_BYTES = 150;

    private final InMemoryObjectStore store = new InMemoryObjectStore(() -> this.now, OBJECT_BYTES);
    private final InMemoryDatabase database = new InMemoryDatabase()
            .insert("public.content", "a", "b", "c")
            .insert("public.small", "s")
            .insert("public.words", "x", "y")
            .rowsApart("public.content", "public.words");
    private final Identity identity = Identity.generate();
    private Instant now = Instant.parse("2026-11-24T09:01:02Z");

    private final BackupManager backups = manager(store, database);

    private BackupManager manager(ObjectStore objects, DatabaseSource source) {
        return BackupManager.builder()
                .store(objects)
                .database(source)
                .encryptTo(identity.recipient())
                .clock(() -> this.now)
                .build();
    }

    @Test
    void has_an_object_series_for_each_stream() {
        BackupReport report = backups.backUpDatabase();

        assertThat(store.list(folder(report)))
                .extracting(object -> object.key().substring(folder(report).length()))
                .containsExactlyInAnyOrder(
                        "dump-without-rows.zst.age",
                        "dump-without-rows.zst.age.0002",
                        "rows.0001.zst.age",
                        "rows.0001.zst.age.0002",
                        "rows.0002.zst.age",
                        "rows.0002.zst.age.0002",
                        "manifest.json");
        assertThat(report.storedBytes())
                .isEqualTo(store.list(folder(report)).stream()
                        .filter(object -> !object.key().endsWith(".json"))
                        .mapToLong(StoredObject::bytes)
                        .sum());
        assertThat(report.rows()).containsEntry("public.content", 3L).containsEntry("public.words", 2L);
    }

    @Test
    void is_proven_by_all_its_streams() {
        BackupReport report = backups.backUpDatabase();

        assertThat(backups.verify(report.id()))
                .isEqualTo(new Intact(Extent.STORED, report.storedBytes(), Duration.ZERO));
        assertThat(backups.verify(report.id(), identity))
                .isEqualTo(new Intact(Extent.OPENED, report.storedBytes(), Duration.ZERO));
        assertThat(test(report)).isInstanceOfSatisfying(Proven.class, proven -> {
            assertThat(proven.rows()).isEqualTo(6);
            assertThat(proven.bytes()).isEqualTo(report.plainBytes());
        });
        assertThat(backups.restore(report.id(), identity, new InMemoryDatabase())
                        .rows())
                .isEqualTo(6);
    }

    @Test
    void is_told_from_one_that_lost_rows_or_got_others() {
        BackupReport report = backups.backUpDatabase();

        database.loseRowsInNextRestore();
        assertThat(test(report))
                .isInstanceOfSatisfying(
                        Differs.class,
                        differs -> assertThat(differs.differences())
                                .contains("public.content: dumped with 3 rows, came back with 2"));
        database.changeRowsInNextRestore();
        assertThat(test(report)).isInstanceOf(Differs.class);
    }

    @Test
    void is_not_whole_with_a_flipped_bit_in_any_object_of_any_stream() throws IOException {
        BackupReport report = backups.backUpDatabase();

        for (StoredObject object : store.list(folder(report))) {
            if (!object.key().endsWith(".json")) {
                byte[] whole = read(object.key());
                store.flipBit(object.key());

                assertNotWhole(report, object.key());
                replace(object.key(), whole);
            }
        }
        assertThat(backups.verify(report.id(), identity).isIntact()).isTrue();
    }

    @Test
    void is_not_whole_without_any_object_of_any_stream() throws IOException {
        BackupReport report = backups.backUpDatabase();

        for (StoredObject object : store.list(folder(report))) {
            if (!object.key().endsWith(".json")) {
                byte[] whole = read(object.key());
                store.delete(object.key());

                assertNotWhole(report, object.key());
                replace(object.key(), whole);
            }
        }
    }

    private void assertNotWhole(BackupReport report, String key) {
        assertThat(backups.verify(report.id()))
                .isInstanceOfSatisfying(
                        Verification.Failed.class,
                        failed -> assertThat(failed.message()).contains(key));
        assertThat(backups.verify(report.id(), identity).isIntact()).isFalse();
        assertThat(test(report)).isInstanceOf(RestoreVerdict.Failed.class);
        assertThatThrownBy(() -> backups.restore(report.id(), identity, new InMemoryDatabase()))
                .isInstanceOf(BackupException.class);
    }

    /** What a target is content with is read to its end all the same. */
    @ParameterizedTest
    @ValueSource(strings = {"dump-without-rows.zst.age.0002", "rows.0002.zst.age.0002"})
    void is_not_whole_because_a_target_reads_only_some_of_it(String damaged) {
        BackupReport report = backups.backUpDatabase();
        store.flipBit(folder(report) + damaged);

        assertThatThrownBy(() -> backups.restore(report.id(), identity, new Hasty()))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining(damaged);
    }

    /** Reads nothing, and says that all came in. */
    private final class Hasty implements RestoreTarget {
        @Override
        public void restore(InputStream dump) {}

        @Override
        public void restore(DumpInput dump) throws IOException {
            try (InputStream in = dump.rows("public.content")) {
                in.transferTo(OutputStream.nullOutputStream());
            }
        }

        @Override
        public Fingerprint fingerprint(Fingerprint dumped) {
            return dumped;
        }
    }

    @Test
    void is_refused_by_a_target_that_takes_one_stream() {
        BackupReport report = backups.backUpDatabase();
        RestoreTarget simple = new RestoreTarget() {
            @Override
            public void restore(InputStream dump) {
                throw new AssertionError("restored");
            }

            @Override
            public Fingerprint fingerprint(Fingerprint dumped) {
                return dumped;
            }
        };

        assertThatThrownBy(() -> backups.restore(report.id(), identity, simple))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("rows of public.content, public.words apart: this target takes one stream");
    }

    @Test
    void leaves_nothing_when_it_fails_after_some_of_its_streams() {
        BackupManager failing = manager(store, new Source() {
            @Override
            public Dump dumpTo(DumpOutput output) throws IOException {
                database.dumpTo(output);
                output.rows("public.more").write(new byte[10_000]);
                throw new DumpException("the second was killed", null);
            }
        });

        assertThatThrownBy(failing::backUpDatabase)
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("the second was killed");

        assertThat(store.list("")).isEmpty();
        assertThat(store.discardUploads("", Instant.MAX)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"dump-without-rows.zst.age", "rows.0001.zst.age.0002", "rows.0002.zst.age", "manifest.json"})
    void leaves_nothing_when_one_of_its_objects_cannot_be_stored(String refused) {
        BackupManager failing = manager(
                new OtherStore(store) {
                    @Override
                    public Upload upload(String key) {
                        if (key.endsWith(refused)) {
                            throw new StoreException(key, "no room for " + key, null);
                        }
                        return super.upload(key);
                    }
                },
                database);

        assertThatThrownBy(failing::backUpDatabase)
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("no room for database/")
                .hasMessageContaining(refused);

        assertThat(store.list("")).isEmpty();
        assertThat(store.discardUploads("", Instant.MAX)).isZero();
    }

    @Test
    void ends_all_its_uploads_also_if_one_cannot_be_ended() {
        BackupManager failing = manager(
                new OtherStore(store) {
                    @Override
                    public Upload upload(String key) {
                        Upload upload = super.upload(key);
                        return key.endsWith("rows.0001.zst.age") ? new Unending(upload) : upload;
                    }
                },
                new Source() {
                    @Override
                    public Dump dumpTo(DumpOutput output) throws IOException {
                        database.dumpTo(output);
                        throw new DumpException("killed", null);
                    }
                });

        assertThatThrownBy(failing::backUpDatabase).hasMessageContaining("killed");

        assertThat(store.discardUploads("", Instant.MAX)).isZero();
    }

    private record Unending(Upload upload) implements Upload {
        @Override
        public OutputStream stream() {
            return upload.stream();
        }

        @Override
        public void commit() {
            upload.commit();
        }

        @Override
        public void close() {
            upload.close();
            throw new StoreException("key", "cannot be ended", null);
        }
    }

    @Test
    void is_discarded_whole_when_a_killed_run_has_left_it() {
        BackupReport report = backups.backUpDatabase();
        store.delete(folder(report) + "manifest.json");
        now = now.plus(Duration.ofHours(25));

        backups.backUpDatabase();

        assertThat(store.list(folder(report))).isEmpty();
    }

    @Test
    void has_the_rows_of_a_table_once() {
        BackupManager wrong = manager(store, new Source() {
            @Override
            public Dump dumpTo(DumpOutput output) throws IOException {
                output.rows("public.content").close();
                output.rows("public.content").close();
                return database.dumpTo(OutputStream.nullOutputStream());
            }
        });

        assertThatThrownBy(wrong::backUpDatabase).hasMessageContaining("public.content are dumped already");
        assertThat(store.list("")).isEmpty();
    }

    private abstract static class Source implements DatabaseSource {
        @Override
        public final Dump dumpTo(OutputStream out) {
            throw new AssertionError("one stream");
        }
    }

    private RestoreVerdict test(BackupReport report) {
        return backups.testRestore(report.id(), identity, database);
    }

    private static String folder(BackupReport report) {
        return "database/" + report.id() + "/";
    }

    private byte[] read(String key) throws IOException {
        try (InputStream in = store.open(key)) {
            return in.readAllBytes();
        }
    }

    private void replace(String key, byte[] content) throws IOException {
        store.delete(key);
        try (Upload upload = store.upload(key)) {
            upload.stream().write(content);
            upload.stream().close();
            upload.commit();
        }
    }
}
