package dev.seaworthy.security.http.key;

import dev.seaworthy.security.http.bearer.BearerToken;
import dev.seaworthy.security.http.message.IncomingRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The keys that a request shows, by {@code Authorization} or by a header of its own: one, if it means it. */
record Shown(List<String> keys) {
    static Shown by(IncomingRequest request, @Nullable String header) {
        Optional<String> other = header == null || request.lines(header).size() != 1
                ? Optional.empty()
                : request.line(header).map(String::strip);
        return new Shown(Stream.concat(BearerToken.of(request).stream(), other.stream())
                .distinct()
                .toList());
    }

    boolean isNothing() {
        return keys.isEmpty();
    }

    /** The key; empty if two are shown that differ. */
    Optional<String> only() {
        return keys.size() == 1 ? Optional.of(keys.get(0)) : Optional.empty();
    }

    /** No key, not even how long one is. */
    @Override
    public String toString() {
        return "Shown[" + keys.size() + "]";
    }
}
