package dev.seaworthy.backup.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
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

    @Test
    void has_parts_in_the_store_while_it_uploads() throws IOException {
        try (Upload upload = store().upload("a")) {
            upload.stream().write(new byte[S3Store.PART_BYTES + 1]);

            assertThat(s3.listMultipartUploads(request -> request.bucket(bucket))
                            .uploads())
                    .hasSize(1);
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
