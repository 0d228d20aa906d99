package dev.seaworthy.security.http.key;

import dev.seaworthy.security.http.bearer.BearerToken;
import dev.seaworthy.security.http.message.IncomingRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The keys that a request shows, by {@code Authorization} or by a header of its own: one, if it means it.
 *
 * @param isRepeated whether a header that shows one came in several lines
 */
record Shown(List<String> keys, boolean isRepeated) {
    static Shown by(IncomingRequest request, @Nullable String header) {
        List<String> lines = header == null ? List.of() : request.lines(header);
        List<String> keys = Stream.concat(BearerToken.of(request).stream(), lines.stream())
                .map(String::strip)
                .filter(key -> !key.isEmpty())
                .distinct()
                .toList();
        return new Shown(
                keys, lines.size() > 1 || request.lines("Authorization").size() > 1);
    }

    boolean isNothing() {
        return keys.isEmpty() && !isRepeated;
    }

    /** The key; empty if several are shown. */
    Optional<String> only() {
        return keys.size() == 1 && !isRepeated ? Optional.of(keys.get(0)) : Optional.empty();
    }

    /** No key, not even how long one is. */
    @Override
    public String toString() {
        return "Shown[" + keys.size() + "]";
    }
}
