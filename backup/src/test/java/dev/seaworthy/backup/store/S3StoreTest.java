package dev.seaworthy.backup.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.testkit.Condition;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.StorageClass;

class S3StoreTest extends ObjectStoreContract {
    private static EmbeddedS3 server;

    private final S3Client s3 = server.client();
    private final String bucket = server.bucket("b-" + UUID.randomUUID());

    @BeforeAll
    static void startServer() throws Exception {
        server = EmbeddedS3.start();
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.stop();
    }

    @Override
    protected ObjectStore store() {
        return S3Store.of(s3, bucket);
    }

    @Override
    protected void assertNothingIsLeft() {
        assertThat(s3.listMultipartUploads(request -> request.bucket(bucket)).uploads())
                .isEmpty();
    }

    /** As slow as a thousand puts are. */
    @Test
    @Tag("endurance")
    @Override
    void lists_more_than_a_thousand_objects() {
        super.lists_more_than_a_thousand_objects();
    }

    @Test
    void sends_encryption_and_storage_class() throws IOException {
        ObjectStore store = S3Store.builder(s3, bucket)
                .serverSideEncryption(ServerSideEncryption.AES256)
                .storageClass(StorageClass.GLACIER_IR)
                .build();

        try (Upload upload = store.upload("a")) {
            upload.stream().write(1);
            upload.stream().close();
            upload.commit();
        }

        HeadObjectResponse head =
                s3.headObject(request -> request.bucket(bucket).key("a"));
        assertThat(head.serverSideEncryption()).isEqualTo(ServerSideEncryption.AES256);
        assertThat(head.storageClass()).isEqualTo(StorageClass.GLACIER_IR);
    }

    /** Each by its name on the wire, since no server that runs here keeps them all. */
    @ParameterizedTest
    @ValueSource(ints = {1, S3Store.PART_BYTES + 1})
    void says_of_each_new_object_what_is_stated(int size) throws IOException {
        SentHeaders http = new SentHeaders();
        try (S3Client client = server.client(http)) {
            ObjectStore store = S3Store.builder(client, bucket)
                    .kmsKey("alias/backups")
                    .objectLock(ObjectLockMode.GOVERNANCE, Duration.ofDays(35))
                    .clock(() -> Instant.parse("2026-11-24T09:01:02.345Z"))
                    .tag("service", "contentmax")
                    .tag("kind", "backup & more")
                    .expectedBucketOwner("123456789012")
                    .build();
            try (Upload upload = store.upload("a")) {
                assertThatThrownBy(() -> {
                            upload.stream().write(new byte[size]);
                            upload.stream().close();
                            upload.commit();
                        })
                        .isInstanceOf(StoreException.class);
            }
        }

        assertThat(http.first())
                .containsEntry("x-amz-server-side-encryption", "aws:kms")
                .containsEntry("x-amz-server-side-encryption-aws-kms-key-id", "alias/backups")
                .containsEntry("x-amz-object-lock-mode", "GOVERNANCE")
                .containsEntry("x-amz-object-lock-retain-until-date", "2026-12-29T09:01:02.345Z")
                .containsEntry("x-amz-tagging", "kind=backup%20%26%20more&service=contentmax");
        assertThat(http.all())
                .allSatisfy(
                        headers -> assertThat(headers).containsEntry("x-amz-expected-bucket-owner", "123456789012"));
    }

    @Test
    void tells_all_that_is_wrong_with_its_settings_at_once() {
        S3Store.Builder builder = S3Store.builder(s3, bucket)
                .kmsKey("k")
                .serverSideEncryption(ServerSideEncryption.AES256)
                .objectLock(ObjectLockMode.COMPLIANCE, Duration.ofDays(401))
                .objectLock(ObjectLockMode.GOVERNANCE, Duration.ofHours(36))
                .objectLock(ObjectLockMode.GOVERNANCE, Duration.ZERO)
                .expectedBucketOwner("me")
                .partBytes(1024)
                .maxObjectBytes(0)
                .tag("a", "1")
                .tag("a", "2");
        for (int i = 0; i < 10; i++) {
            builder.tag("t" + i, "");
        }

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessageStartingWith("S3Store: ")
                .withMessageContaining("COMPLIANCE is for 401 days, and cannot be undone")
                .withMessageContaining("objectLock is for PT36H; give whole days")
                .withMessageContaining("objectLock is for PT0S; give whole days")
                .withMessageContaining("expectedBucketOwner must be the 12 digits")
                .withMessageContaining("partBytes is 1024; give 5242880 to 16777216")
                .withMessageContaining("maxObjectBytes is 0; give more than a part, 1024")
                .withMessageContaining("tag a is stated twice")
                .withMessageContaining("there are 11 tags")
                .withMessageContaining("kmsKey and serverSideEncryption AES256 are both stated");
    }

    @Test
    void holds_in_one_object_what_its_parts_allow() {
        assertThat(store().maxObjectBytes()).isEqualTo(10_000L * S3Store.PART_BYTES);
        assertThat(S3Store.builder(s3, bucket).partBytes(5_242_880).build().maxObjectBytes())
                .isEqualTo(52_428_800_000L);
        assertThat(S3Store.builder(s3, bucket)
                        .maxObjectBytes(S3Store.PART_BYTES + 1)
                        .build()
                        .maxObjectBytes())
                .isEqualTo(S3Store.PART_BYTES + 1);
    }

    /** Else each would be held in memory until the commit of all. */
    @Test
    void an_object_has_more_than_one_part() {
        assertThatIllegalArgumentException()
                .isThrownBy(S3Store.builder(s3, bucket).maxObjectBytes(S3Store.PART_BYTES)::build)
                .withMessageContaining("maxObjectBytes is 8388608; give more than a part, 8388608");
    }

    @Test
    void sends_the_last_part_at_the_end_of_the_content_and_holds_none_of_it() throws IOException {
        try (Upload upload = store().upload("a")) {
            upload.stream().write(new byte[S3Store.PART_BYTES + 1]);
            upload.stream().close();

            String id = s3.listMultipartUploads(request -> request.bucket(bucket))
                    .uploads()
                    .get(0)
                    .uploadId();
            assertThat(s3.listParts(request -> request.bucket(bucket).key("a").uploadId(id))
                            .parts())
                    .extracting(software.amazon.awssdk.services.s3.model.Part::size)
                    .containsExactly((long) S3Store.PART_BYTES, 1L);
            upload.commit();
        }
    }

    @Test
    void has_parts_in_the_store_while_it_uploads() throws Exception {
        try (Upload upload = store().upload("a")) {
            upload.stream().write(new byte[S3Store.PART_BYTES + 1]);

            Condition.await(
                    "its first part",
                    () -> s3.listMultipartUploads(request -> request.bucket(bucket))
                                    .uploads()
                                    .size()
                            == 1);
        }
        assertNothingIsLeft();
    }

    @Test
    void leaves_no_parts_of_an_interrupted_upload() throws IOException {
        try (Upload upload = store().upload("a")) {
            upload.stream().write(new byte[S3Store.PART_BYTES + 1]);
            Thread.currentThread().interrupt();
        }

        assertThat(Thread.interrupted()).isTrue();
        assertNothingIsLeft();
    }

    @Test
    void deletes_for_an_interrupted_thread() throws IOException {
        ObjectStore store = store();
        try (Upload upload = store.upload("a")) {
            upload.stream().close();
            upload.commit();
        }
        Thread.currentThread().interrupt();

        store.delete("a");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(store.list("")).isEmpty();
    }

    @Test
    void says_which_object_it_could_not_reach() {
        ObjectStore store = S3Store.of(s3, "no-such-bucket");

        assertThatThrownBy(() -> store.open("a/b"))
                .isInstanceOf(StoreException.class)
                .isNotInstanceOf(MissingObjectException.class)
                .hasMessageContaining("a/b");
    }

    @Test
    void knows_its_own_object_when_the_answer_was_lost() throws IOException {
        LostAnswer http = new LostAnswer(request -> request.method() == SdkHttpMethod.PUT);

        commit(http, 10);

        assertThat(http.hasBeenLost()).isTrue();
        assertThat(store().list("")).containsExactly(new StoredObject("a", 10));
    }

    @Test
    void knows_its_own_parts_when_the_answer_was_lost() throws IOException {
        LostAnswer http = new LostAnswer(request -> request.method() == SdkHttpMethod.POST
                && request.rawQueryParameters().containsKey("uploadId"));

        commit(http, S3Store.PART_BYTES + 1);

        assertThat(http.hasBeenLost()).isTrue();
        assertThat(store().list("")).containsExactly(new StoredObject("a", S3Store.PART_BYTES + 1));
        assertNothingIsLeft();
    }

    private void commit(LostAnswer http, int size) throws IOException {
        try (S3Client client = server.client(http);
                Upload upload = S3Store.of(client, bucket).upload("a")) {
            upload.stream().write(new byte[size]);
            upload.stream().close();
            upload.commit();
        }
    }
}
