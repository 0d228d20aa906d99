package dev.seaworthy.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.Verification.Extent;
import dev.seaworthy.backup.Verification.Failed;
import dev.seaworthy.backup.Verification.Intact;
import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.manifest.ManifestText;
import dev.seaworthy.backup.store.StoredObject;
import dev.seaworthy.backup.store.Upload;
import dev.seaworthy.backup.testing.InMemoryDatabase;
import dev.seaworthy.backup.testing.InMemoryObjectStore;
import dev.seaworthy.backup.testing.InMemoryObjectStore.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerificationTest {
    private static final int OBJECT_BYTES = 150;

    private final InMemoryObjectStore store = new InMemoryObjectStore(() -> Instant.EPOCH, OBJECT_BYTES);
    private final Identity identity = Identity.generate();
    private Instant now = Instant.parse("2026-11-24T09:01:02Z");

    private final BackupManager backups = BackupManager.builder()
            .store(store)
            .database(new InMemoryDatabase().insert("public.content", "a", "b", "c"))
            .encryptTo(identity.recipient())
            .clock(() -> {
                now = now.plusSeconds(1);
                return now;
            })
            .build();

    private final BackupReport report = backups.backUpDatabase();

    @Test
    void without_the_key_the_stored_bytes_are_verified_and_it_says_so() {
        assertThat(backups.verify(report.id()))
                .isEqualTo(new Intact(Extent.STORED, report.storedBytes(), Duration.ofSeconds(1)));
    }

    @Test
    void with_the_key_what_they_hold_is_verified_too() {
        assertThat(backups.verify(report.id(), identity))
                .isEqualTo(new Intact(Extent.OPENED, report.storedBytes(), Duration.ofSeconds(1)));
    }

    @Test
    void another_key_opens_nothing() {
        assertFailed(backups.verify(report.id(), Identity.generate()), Extent.OPENED, "sealed to another key");
    }

    /** Each object in turn, the first bit, the last, and one in between. */
    @Test
    void one_bit_flipped_anywhere_is_found_by_both() throws IOException {
        Random random = new Random(5);
        for (StoredObject object : store.list(objects())) {
            byte[] whole = store.open(object.key()).readAllBytes();
            for (int bit : new int[] {0, random.nextInt(8 * whole.length), 8 * whole.length - 1}) {
                byte[] flipped = whole.clone();
                flipped[bit / 8] ^= (byte) (1 << (bit % 8));
                replace(object.key(), flipped);

                assertFailed(backups.verify(report.id()), Extent.STORED, object.key());
                assertThat(backups.verify(report.id(), identity).isIntact()).isFalse();
            }
            replace(object.key(), whole);
        }
        assertThat(backups.verify(report.id(), identity).isIntact()).isTrue();
    }

    @Test
    void a_missing_object_is_named() {
        store.delete(objects() + ".0002");

        assertFailed(backups.verify(report.id()), Extent.STORED, "dump.zst.age.0002");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void a_byte_too_few_or_too_many_is_told_by_numbers(int more) throws IOException {
        byte[] whole = store.open(objects()).readAllBytes();
        replace(objects(), Arrays.copyOf(whole, whole.length + more));

        assertFailed(
                backups.verify(report.id()),
                Extent.STORED,
                "it has " + (OBJECT_BYTES + more) + " bytes, and had " + OBJECT_BYTES);
    }

    @Test
    void a_store_that_cannot_be_read_is_told() {
        store.failNext(Operation.OPEN);

        assertThatThrownBy(() -> backups.verify(report.id())).hasMessageContaining("told to fail");
    }

    /** As whoever can write to the store, and not open it, could do it: with hashes that fit what he stored. */
    @Test
    void another_dump_under_this_manifest_is_found_with_the_key() throws IOException {
        edit(manifest -> manifest.replaceFirst("(\"plain\"[^}]*sha256\" : \")[0-9a-f]{4}", "$10000"));

        assertThat(backups.verify(report.id()).isIntact()).isTrue();
        assertFailed(backups.verify(report.id(), identity), Extent.OPENED, "not what was backed up");
    }

    @Test
    void there_is_no_verdict_about_a_backup_that_is_none() {
        assertThatThrownBy(() -> backups.verify("20261124T090102345Z-0")).isInstanceOf(BackupException.class);
    }

    @Test
    void tells_how_old_the_newest_is() {
        now = report.createdAt().plus(Duration.ofHours(3));

        assertThat(backups.age()).contains(Duration.ofHours(3).plusSeconds(1));
        store.delete("database/" + report.id() + "/manifest.json");
        assertThat(backups.age()).isEmpty();
    }

    private static void assertFailed(Verification verification, Extent where, String message) {
        assertThat(verification).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.where()).isEqualTo(where);
            assertThat(failed.message()).contains(message);
        });
    }

    private String objects() {
        return "database/" + report.id() + "/dump.zst.age";
    }

    private void edit(UnaryOperator<String> change) throws IOException {
        String key = "database/" + report.id() + "/manifest.json";
        String text = new String(store.open(key).readAllBytes(), StandardCharsets.UTF_8);
        replace(key, ManifestText.sealed(change.apply(text)));
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
