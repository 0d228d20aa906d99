package dev.seaworthy.backup.store.s3;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * An object's content. Where it breaks off it goes on, with a new request for the rest of the same object. Closed
 * before its end, it drops the connection instead of reading all the rest.
 */
public final class S3Download extends InputStream {
    /** After so many bytes a break is the first again: a long download outlives one in each hour. */
    private static final long CALM_BYTES = 1024 * 1024;

    private static final int PARTIAL_CONTENT = 206;

    private final S3Reads bucket;
    private final String key;
    private final GetObjectResponse head;
    private final @Nullable String eTag;
    private final @Nullable Long length;
    private Retries.Attempts attempts;
    private ResponseInputStream<GetObjectResponse> response;
    private long position;
    private long calmAt = CALM_BYTES;

    /** Sends the request for it, which fails as the SDK does. */
    public S3Download(S3Reads bucket, String key) {
        this.bucket = bucket;
        this.key = key;
        this.attempts = bucket.retries().attempts();
        this.response = bucket.get(key);
        this.head = response.response();
        this.eTag = head.eTag();
        this.length = head.contentLength();
    }

    /** What came before the content. */
    public GetObjectResponse head() {
        return head;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        while (true) {
            try {
                return advanced(count, response.read(bytes, offset, count));
            } catch (SdkException | IOException e) {
                goOnAfter(e);
            }
        }
    }

    /** A client may take a connection that was closed too early for the end. */
    private int advanced(int wanted, int count) throws IOException {
        if (count < 0 && wanted > 0 && length != null && position < length) {
            throw new EOFException("It ended at byte " + position + " of " + length);
        }
        position += Math.max(0, count);
        if (position >= calmAt) {
            calmAt = position + CALM_BYTES;
            attempts = bucket.retries().attempts();
        }
        return count;
    }

    /** What fails at its very end has failed a check of the whole, of which a rest can tell nothing. */
    private void goOnAfter(Exception failure) throws IOException {
        response.abort();
        String same = eTag;
        if (same == null || isAtItsEnd()) {
            throw failed(failure);
        }
        pauseAfter(failure);
        try {
            response = bucket.getRest(key, same, position);
        } catch (S3Exception e) {
            throw e.statusCode() == 412
                    ? new IOException("Object " + key + " was replaced while it was read: read it anew", e)
                    : failed(e);
        } catch (SdkException e) {
            throw failed(e);
        }
        requireRest();
    }

    private void pauseAfter(Exception failure) throws IOException {
        try {
            attempts.pauseAfter(failure);
        } catch (Exception e) {
            throw failed(e);
        }
    }

    /** A timeout of a socket is no interruption, though it is of its class. */
    private IOException failed(Exception failure) {
        return failure instanceof IOException broken && !(failure instanceof SocketTimeoutException)
                ? broken
                : new IOException("Could not go on reading " + key + ": " + failure.getMessage(), failure);
    }

    /** Without a length nobody knows, so it is not gone on. */
    private boolean isAtItsEnd() {
        return length == null || position >= length;
    }

    /** A store that knows no ranges sends the whole. */
    private void requireRest() throws IOException {
        GetObjectResponse rest = response.response();
        String range = rest.contentRange();
        if (rest.sdkHttpResponse().statusCode() != PARTIAL_CONTENT
                || range == null
                || !range.startsWith("bytes " + position + "-")) {
            response.abort();
            throw new IOException("Could not go on reading " + key + " at byte " + position + ": the store sent "
                    + (range == null ? "no range" : range));
        }
    }

    @Override
    public void close() throws IOException {
        if (length == null || position < length) {
            response.abort();
        }
        response.close();
    }
}
