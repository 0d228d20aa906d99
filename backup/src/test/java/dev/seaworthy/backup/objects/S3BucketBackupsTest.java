package dev.seaworthy.backup.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.backup.encryption.Identity;
import dev.seaworthy.backup.objects.source.S3Objects;
import dev.seaworthy.backup.store.EmbeddedS3;
import dev.seaworthy.backup.store.S3Store;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/** From one bucket of a real server into another, request by request. */
@Timeout(120)
class S3BucketBackupsTest {
    private static final int MANY = 60;
    private static final int MULTIPART = 12 * 1024 * 1024;

    private static EmbeddedS3 server;

    private final Identity identity = Identity.generate();
    private final CopyOnWriteArrayList<String> requests = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedS3.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.stop();
    }

    /** {@code GetObject uploads}. */
    private S3Client watched() {
        return EmbeddedS3.builder(server.port())
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(settings -> settings.addExecutionInterceptor(new ExecutionInterceptor() {
                    @Override
                    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                        String name = context.request().getClass().getSimpleName();
                        String bucket = context.request()
                                .getValueForField("Bucket", String.class)
                                .orElse("");
                        requests.add(name.replace("Request", "") + " " + bucket);
                    }
                }))
                .build();
    }

    @Test
    void a_bucket_goes_into_another_and_what_is_unchanged_is_only_listed() throws Exception {
        Map<String, byte[]> contents = new TreeMap<>();
        for (int i = 0; i < MANY; i++) {
            contents.put("small/%03d".formatted(i), BucketFixture.random(i, 4096));
        }
        contents.put("large", BucketFixture.random(1000, MULTIPART));
        S3Client plain = server.client();
        server.bucket("source");
        server.bucket("backups");
        contents.forEach((key, content) -> plain.putObject(
                request -> request.bucket("source").key(key).contentType("image/png"), RequestBody.fromBytes(content)));
        try (S3Client s3 = watched()) {
            S3Store store = S3Store.of(s3, "backups");
            BucketBackups backups = BucketBackups.builder("source")
                    .source(S3Objects.of(s3, "source"))
                    .store(store)
                    .repositoryKey(BucketFixture.KEY)
                    .encryptTo(identity.recipient())
                    .build();

            SnapshotReport first = backups.backUp();

            assertThat(count("GetObject source")).isEqualTo(MANY + 1);
            assertThat(count("CreateMultipartUpload backups"))
                    .as("a large content and a pack")
                    .isEqualTo(2);
            assertThat(count("PutObject backups"))
                    .as("the key, a segment, a manifest and the recipe")
                    .isEqualTo(4);
            StoredSnapshot stored = StoredSnapshot.of(store, "source", first.id(), Optional.empty());
            assertThat(stored.contents(identity))
                    .hasSize(MANY + 1)
                    .allSatisfy((key, content) -> assertThat(content).isEqualTo(contents.get(key)));
            assertThat(stored.entries())
                    .allSatisfy(
                            entry -> assertThat(entry.metadata().headers()).containsEntry("content-type", "image/png"));

            requests.clear();
            SnapshotReport second = backups.backUp();

            assertThat(second.unchanged()).isEqualTo(MANY + 1);
            assertThat(requests)
                    .containsExactlyInAnyOrder(
                            "ListMultipartUploads backups",
                            "GetObject backups",
                            "ListObjectsV2 backups",
                            "ListObjectsV2 backups",
                            "GetObject backups",
                            "ListObjectsV2 backups",
                            "ListObjectsV2 backups",
                            "ListObjectsV2 backups",
                            "GetObject backups",
                            "ListObjectsV2 source",
                            "PutObject backups");
            assertThat(plain.listMultipartUploads(request -> request.bucket("backups"))
                            .uploads())
                    .isEmpty();
        }
    }

    private long count(String request) {
        return requests.stream().filter(request::equals).count();
    }
}
