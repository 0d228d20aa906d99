package dev.seaworthy.backup.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.store.MissingObjectException;
import dev.seaworthy.backup.store.ObjectStore;
import dev.seaworthy.backup.store.ObjectStoreContract;
import dev.seaworthy.backup.store.StoreException;
import dev.seaworthy.backup.store.StoredObject;
import dev.seaworthy.backup.store.Upload;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LockedObjectStoreTest extends ObjectStoreContract {
    private Instant now = Instant.parse("2026-11-24T09:01:02Z");
    private final InMemoryObjectStore store =
            new InMemoryObjectStore(() -> now, Long.MAX_VALUE).lockedFor(Duration.ofDays(35));

    @Override
    protected ObjectStore store() {
        return store;
    }

    @Override
    protected void assertNothingIsLeft() {}

    @Test
    void a_deletion_hides_what_stays_till_the_lock_is_over() throws IOException {
        put("a", 3);
        store.delete("a");

        assertThat(store.list("")).isEmpty();
        assertThatThrownBy(() -> store.open("a")).isInstanceOf(MissingObjectException.class);
        assertThat(store.heldVersions()).containsExactly(new StoredObject("a", 3));
        now = Instant.parse("2026-12-29T09:01:01Z");
        assertThatThrownBy(() -> store.deleteVersions("a"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("a: it is locked until 2026-12-29T09:01:02Z");
        assertThat(store.heldVersions()).hasSize(1);
        now = Instant.parse("2026-12-29T09:01:02Z");
        store.deleteVersions("a");
        assertThat(store.heldVersions()).isEmpty();
    }

    @Test
    void tells_until_when_an_object_is_locked_and_how_many_are_hidden() throws IOException {
        put("a/1", 3);
        put("b/1", 3);

        assertThat(store.lockedUntil("a/1")).contains(Instant.parse("2026-12-29T09:01:02Z"));
        assertThat(store.hiddenVersions("a/")).isZero();
        store.delete("a/1");
        store.delete("b/1");
        assertThat(store.lockedUntil("a/1")).isEmpty();
        assertThat(store.hiddenVersions("a/")).isEqualTo(1);
    }

    @Test
    void a_key_can_be_taken_again_and_each_version_stays() throws IOException {
        put("a", 3);
        store.delete("a");
        put("a", 4);
        store.delete("a");
        store.delete("a");

        assertThat(store.heldVersions()).containsExactly(new StoredObject("a", 3), new StoredObject("a", 4));
        store.deleteVersions("b");
        assertThat(store.heldVersions()).hasSize(2);
    }

    @Test
    void without_a_lock_what_is_deleted_is_gone() throws IOException {
        store.lockedFor(Duration.ZERO);
        put("a", 3);
        store.delete("a");

        assertThat(store.heldVersions()).isEmpty();
    }

    private void put(String key, int size) throws IOException {
        try (Upload upload = store.upload(key)) {
            upload.stream().write(new byte[size]);
            upload.stream().close();
            upload.commit();
        }
    }
}
