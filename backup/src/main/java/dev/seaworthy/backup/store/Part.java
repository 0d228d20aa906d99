package dev.seaworthy.backup.store;

import java.io.ByteArrayInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;

/** The first {@code length} of {@code bytes}, which are the buffer itself: a part is sent before the next is filled. */
@SuppressWarnings("ArrayRecordComponent") // never compared, and a copy would double the memory of an upload
record Part(byte[] bytes, int length) {
    RequestBody body() {
        ContentStreamProvider content =
                ContentStreamProvider.fromInputStreamSupplier(() -> new ByteArrayInputStream(bytes, 0, length));
        return RequestBody.fromContentProvider(content, length, "application/octet-stream");
    }
}
