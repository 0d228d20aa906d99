package dev.seaworthy.backup.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.s3.S3Client;

/** The parts of an upload, several of them under way at once. */
@Timeout(120)
class S3UploadTest {
    private static final int PART = 5 * 1024 * 1024;
    private static final int LARGEST = 16 * 1024 * 1024;
    private static final int AT_ONCE = 4;

    private static EmbeddedS3 server;

    private final String bucket = server.bucket("b-" + UUID.randomUUID());

    @BeforeAll
    static void startServer() throws Exception {
        server = EmbeddedS3.start();
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.stop();
    }

    @Test
    void sends_as_many_parts_at_once_as_fit_in_its_memory() throws IOException {
        CyclicBarrier all = new CyclicBarrier(AT_ONCE);
        WatchedRequests http = new WatchedRequests(number -> {
            if (number <= AT_ONCE) {
                await(all);
            }
        });
        byte[] content = noise(AT_ONCE * PART + 1);

        try (S3Client client = server.client(http)) {
            ObjectStore store = store(client);
            write(store, content);

            assertThat(store.open("a").readAllBytes()).isEqualTo(content);
        }
        assertThat(http.ended()).filteredOn("begin"::equals).hasSize(1);
    }

    @Test
    void holds_two_of_the_largest_parts() throws IOException {
        CyclicBarrier both = new CyclicBarrier(2);
        WatchedRequests http = new WatchedRequests(number -> {
            if (number <= 2) {
                await(both);
            }
        });

        try (S3Client client = server.client(http)) {
            write(S3Store.builder(client, bucket).partBytes(LARGEST).build(), noise(2 * LARGEST + 1));
        }

        assertThat(http.ended()).contains("part 3", "complete");
    }

    private static void await(CyclicBarrier barrier) throws IOException {
        try {
            barrier.await(40, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IOException("they are not under way at once", e);
        }
    }

    @Test
    void is_aborted_only_when_no_part_is_under_way() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        WatchedRequests http = new WatchedRequests(number -> {
            arrived.countDown();
            await(gate);
        });

        try (S3Client client = server.client(http)) {
            Upload upload = store(client).upload("a");
            upload.stream().write(noise(PART + 1));
            arrived.await();
            Thread closing = new Thread(upload::close);
            closing.start();
            while (closing.getState() != Thread.State.WAITING && closing.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            gate.countDown();
            closing.join();
        }

        assertThat(http.ended()).as("nor is more sent than was").containsExactly("begin", "part 1", "abort");
        assertThat(server.client()
                        .listMultipartUploads(request -> request.bucket(bucket))
                        .uploads())
                .isEmpty();
    }

    private static void await(CountDownLatch gate) throws IOException {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void cannot_be_committed_after_one_of_its_parts_has_failed() throws IOException {
        WatchedRequests http = new WatchedRequests(number -> {
            if (number == 2) {
                throw new IOException("the line is dead");
            }
        });

        try (S3Client client = server.client(http);
                Upload upload = store(client).upload("a")) {
            assertThatThrownBy(() -> {
                        upload.stream().write(noise(PART + 1));
                        upload.stream().close();
                    })
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("part 2 of a");
            assertThatThrownBy(upload::commit).isInstanceOf(IllegalStateException.class);
        }

        assertThat(server.client()
                        .listObjectsV2(request -> request.bucket(bucket))
                        .contents())
                .isEmpty();
    }

    /** The last write of a part that has failed says so; who heeds that not must not make an object of the rest. */
    @Test
    void cannot_be_committed_after_a_failure_that_went_unheeded() throws IOException {
        WatchedRequests http = new WatchedRequests(number -> {
            if (number == 2) {
                throw new IOException("the line is dead");
            }
        });

        try (S3Client client = server.client(http);
                Upload upload = store(client).upload("a")) {
            byte[] piece = noise(PART);
            boolean told = false;
            while (!told) {
                try {
                    upload.stream().write(piece);
                } catch (StoreException e) {
                    told = true;
                }
            }
            upload.stream().close();
            assertThatThrownBy(upload::commit).isInstanceOf(IllegalStateException.class);
        }

        assertThat(http.ended()).doesNotContain("complete");
        assertThat(server.client()
                        .listObjectsV2(request -> request.bucket(bucket))
                        .contents())
                .isEmpty();
    }

    private ObjectStore store(S3Client client) {
        return S3Store.builder(client, bucket)
                .partBytes(PART)
                .tries(2)
                .pause(duration -> {})
                .build();
    }

    private static void write(ObjectStore store, byte[] content) throws IOException {
        try (Upload upload = store.upload("a")) {
            upload.stream().write(content);
            upload.stream().close();
            upload.commit();
        }
    }

    private static byte[] noise(int size) {
        byte[] noise = new byte[size];
        new Random(9).nextBytes(noise);
        return noise;
    }
}
