package dev.seaworthy.backup.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A bucket that enforces Object Lock: all that a store promises holds, and what was stored stays. */
class S3ObjectLockTest extends ObjectStoreContract {
    private Instant now = Instant.parse("2026-11-24T09:01:02Z");
    private final LockingS3 server = server();
    private final S3Client client = EmbeddedS3.builder(server.port())
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    private final S3Store store = S3Store.builder(client, LockingS3.BUCKET)
            .objectLock(ObjectLockMode.COMPLIANCE, Duration.ofDays(35))
            .clock(() -> now)
            .build();

    private LockingS3 server() {
        try {
            return new LockingS3(() -> now);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Override
    protected ObjectStore store() {
        return store;
    }

    @Override
    protected void assertNothingIsLeft() {
        assertThat(server.uploads()).isZero();
    }

    @Test
    @Tag("endurance")
    @Override
    void lists_more_than_a_thousand_objects() {
        super.lists_more_than_a_thousand_objects();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, S3Store.PART_BYTES + 1})
    void what_is_deleted_is_hidden_and_stays_till_the_lock_is_over(int size) throws IOException {
        put("a", size);
        store.delete("a");

        assertThat(store.list("")).isEmpty();
        assertThat(server.versions("a")).hasSize(1);
        String version = server.versions("a").get(0);
        now = now.plus(Duration.ofDays(35)).minusSeconds(1);
        assertThatThrownBy(() -> deleteVersion(version))
                .isInstanceOf(S3Exception.class)
                .hasMessageContaining("protected by object lock");
        now = now.plusSeconds(1);
        deleteVersion(version);
        assertThat(server.versions("a")).isEmpty();
    }

    @Test
    void tells_until_when_an_object_is_locked_and_how_many_are_hidden() throws IOException {
        put("a/1", 10);
        put("a/2", 10);
        put("b/1", 10);

        assertThat(store.lockedUntil("a/1")).contains(Instant.parse("2026-12-29T09:01:02Z"));
        server.holdByLaw("a/2");
        assertThat(store.lockedUntil("a/2")).contains(Instant.MAX);
        assertThat(store.hiddenVersions("a/")).isZero();
        store.delete("a/1");
        store.delete("b/1");
        assertThat(store.lockedUntil("a/1")).isEmpty();
        assertThat(store.hiddenVersions("a/")).isEqualTo(1);
    }

    @Test
    void a_lock_is_extended_and_never_shortened() throws IOException {
        put("a", 10);
        Instant before = now.plus(Duration.ofDays(35));
        assertThat(store.lockedUntil("a")).contains(before);

        assertThat(store.extendLock("a", before.minusSeconds(1))).isFalse();
        assertThat(store.lockedUntil("a")).contains(before);
        assertThat(store.extendLock("a", before.plus(Duration.ofDays(7)))).isTrue();
        assertThat(store.lockedUntil("a")).contains(before.plus(Duration.ofDays(7)));
    }

    @Test
    void a_lock_in_compliance_ends_in_400_days_at_the_latest() throws IOException {
        put("a", 10);

        assertThat(store.extendLock("a", now.plus(Duration.ofDays(9999)))).isTrue();
        assertThat(store.lockedUntil("a")).contains(now.plus(Duration.ofDays(400)));
        assertThat(store.extendLock("a", now.plus(Duration.ofDays(9999)))).isFalse();
    }

    @Test
    void a_lock_in_governance_stays_one() throws IOException {
        S3Store mild = S3Store.builder(client, LockingS3.BUCKET)
                .objectLock(ObjectLockMode.GOVERNANCE, Duration.ofDays(1))
                .clock(() -> now)
                .build();
        put(mild, "a", 10);

        assertThat(store.extendLock("a", now.plus(Duration.ofDays(999)))).isTrue();
        assertThat(store.lockedUntil("a")).contains(now.plus(Duration.ofDays(999)));
        assertThat(client.headObject(request -> request.bucket(LockingS3.BUCKET).key("a"))
                        .objectLockMode())
                .isEqualTo(ObjectLockMode.GOVERNANCE);
    }

    @Test
    void what_nothing_locks_is_locked_only_by_a_store_that_locks() throws IOException {
        S3Store unlocked = S3Store.of(client, LockingS3.BUCKET);
        put(unlocked, "a", 10);

        assertThat(unlocked.extendLock("a", now.plus(Duration.ofDays(9)))).isFalse();
        assertThat(unlocked.lockedUntil("a")).isEmpty();
        assertThat(store.extendLock("a", now.plus(Duration.ofDays(9)))).isTrue();
        assertThat(store.lockedUntil("a")).contains(now.plus(Duration.ofDays(9)));
        assertThatThrownBy(() -> store.extendLock("b", now.plus(Duration.ofDays(9))))
                .isInstanceOf(MissingObjectException.class);
    }

    @Test
    void it_is_the_clock_of_the_store_that_tells_when_an_object_was_stored() throws IOException {
        put("a", 10);
        Instant stored = now;
        now = now.plusSeconds(9);

        assertThat(store.storedAt("a")).contains(stored);
        assertThat(store.storedAt("b")).isEmpty();
    }

    @Test
    void a_store_without_versions_hides_none() {
        server.tellNoVersions();

        assertThat(store.hiddenVersions("a/")).isZero();
    }

    private void deleteVersion(String version) {
        client.deleteObject(request -> request.bucket(LockingS3.BUCKET).key("a").versionId(version));
    }

    @Test
    void a_clock_that_is_behind_by_more_than_the_lock_is_told_by_the_store() {
        S3Store late = S3Store.builder(client, LockingS3.BUCKET)
                .objectLock(ObjectLockMode.GOVERNANCE, Duration.ofDays(1))
                .clock(() -> now.minus(Duration.ofDays(2)))
                .build();

        assertThatThrownBy(() -> put(late, "a", 10))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("The retain until date must be in the future!");
        assertThat(server.versions("a")).isEmpty();
    }

    @Test
    void without_a_lock_a_version_can_be_deleted() throws IOException {
        put(S3Store.of(client, LockingS3.BUCKET), "a", 10);

        deleteVersion(server.versions("a").get(0));

        assertThat(server.versions("a")).isEmpty();
    }

    private void put(String key, int size) throws IOException {
        put(store, key, size);
    }

    private static void put(ObjectStore store, String key, int size) throws IOException {
        try (Upload upload = store.upload(key)) {
            upload.stream().write(new byte[size]);
            upload.stream().close();
            upload.commit();
        }
    }
}
