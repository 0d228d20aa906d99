package dev.seaworthy.backup.store.s3;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;

/**
 * The first {@code length} of {@code bytes}, which are the buffer itself: it is filled again once the part was sent.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and a copy would double the memory of an upload
public record Part(byte[] bytes, int length) {
    /** Sent as a header, since many stores refuse or keep the trailer that the SDK would send instead. */
    public String crc32() {
        CRC32 crc32 = new CRC32();
        crc32.update(bytes, 0, length);
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(Integer.BYTES)
                        .putInt((int) crc32.getValue())
                        .array());
    }

    public RequestBody body() {
        ContentStreamProvider content =
                ContentStreamProvider.fromInputStreamSupplier(() -> new ByteArrayInputStream(bytes, 0, length));
        return RequestBody.fromContentProvider(content, length, "application/octet-stream");
    }
}
