package dev.seaworthy.core.schedule.cluster;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Data is text, and never a Java object. */
final class Texts implements Serializer {
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    @SuppressWarnings("NullAway") // db-scheduler is not annotated: null is no data
    public byte[] serialize(@Nullable Object data) {
        return data == null ? null : bytes((String) data);
    }

    @Override
    @SuppressWarnings("NullAway") // db-scheduler is not annotated: null is no data
    public <T> T deserialize(Class<T> type, byte @Nullable [] bytes) {
        return bytes == null ? null : type.cast(new String(bytes, StandardCharsets.UTF_8));
    }
}
