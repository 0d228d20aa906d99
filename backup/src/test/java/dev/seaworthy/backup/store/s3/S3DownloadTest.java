package dev.seaworthy.backup.store.s3;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seaworthy.backup.store.retry.RetryRules;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

class S3DownloadTest {
    /** A client whose downloads time out. */
    private record Slow(@Nullable String eTag) implements S3Client {
        @Override
        public ResponseInputStream<GetObjectResponse> getObject(GetObjectRequest request) {
            InputStream content = new InputStream() {
                @Override
                public int read() throws IOException {
                    throw new SocketTimeoutException("Read timed out");
                }
            };
            return new ResponseInputStream<>(
                    GetObjectResponse.builder().eTag(eTag).contentLength(10L).build(),
                    AbortableInputStream.create(content));
        }

        @Override
        public String serviceName() {
            return "s3";
        }

        @Override
        public void close() {}
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "tag")
    void a_timeout_is_no_interruption(@Nullable String eTag) throws IOException {
        Retries once =
                new Retries(new RetryRules(1, Duration.ofMinutes(1), new Random(1), System::nanoTime, duration -> {}));
        try (S3Download download = new S3Download(new S3Reads(new Slow(eTag), "bucket", null, once), "a")) {
            assertThatThrownBy(() -> download.read())
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(InterruptedIOException.class)
                    .hasMessageContaining("Could not go on reading a: Read timed out");
        }
    }
}
