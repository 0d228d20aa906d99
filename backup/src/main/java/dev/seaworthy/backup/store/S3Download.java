package dev.seaworthy.backup.store;

import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** An object's content; closed before its end, it drops the connection instead of reading all the rest. */
final class S3Download extends FilterInputStream {
    private final ResponseInputStream<GetObjectResponse> response;
    private final String key;
    private boolean ended;

    S3Download(ResponseInputStream<GetObjectResponse> response, String key) {
        super(response);
        this.response = response;
        this.key = key;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            int count = in.read(bytes, offset, length);
            ended |= count < 0;
            return count;
        } catch (SdkException e) {
            throw S3Store.failed("read", key, e);
        }
    }

    @Override
    public void close() throws IOException {
        if (!ended) {
            response.abort();
        }
        super.close();
    }
}
