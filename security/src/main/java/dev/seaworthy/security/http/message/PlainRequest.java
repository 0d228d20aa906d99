package dev.seaworthy.security.http.message;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A request of any server. */
record PlainRequest(
        String method,
        String path,
        boolean hasPlainPath,
        Function<String, @Nullable List<String>> values,
        Optional<String> remoteAddress,
        boolean isSecure,
        Supplier<InputStream> content)
        implements IncomingRequest {
    @Override
    public List<String> lines(String header) {
        List<String> lines = values.apply(header);
        return lines == null ? List.of() : lines;
    }

    @Override
    public InputStream body() {
        return content.get();
    }
}
