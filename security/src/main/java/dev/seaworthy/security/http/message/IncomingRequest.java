package dev.seaworthy.security.http.message;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A request as the protections see it, whatever server took it. One thread at a time. */
public interface IncomingRequest {
    /**
     * What a server has of a request, for adapters of your own.
     *
     * @param rawPath the path as it came, still encoded, with or without a query
     * @param lines the lines of a header, by its name in any case; null or empty if there is none
     * @param remoteAddress null for a Unix socket
     * @param body asked once, if something reads it
     */
    static IncomingRequest of(
            String method,
            String rawPath,
            Function<String, @Nullable List<String>> lines,
            @Nullable String remoteAddress,
            boolean secure,
            Supplier<InputStream> body) {
        return new PlainRequest(
                method,
                RequestPath.of(rawPath),
                RequestPath.isPlain(rawPath),
                lines,
                Optional.ofNullable(remoteAddress),
                secure,
                body);
    }

    /** In the case in which it came: methods are compared by case (RFC 9110 §9.1). */
    String method();

    /** As it is mapped to a handler: decoded, without dot segments, parameters and query; begins with a slash. */
    String path();

    /**
     * Whether the path as it came leads to one handler, whoever reads it ({@link RequestPath#isPlain}): servers and
     * frameworks read {@code /api/..;/health} in several ways, and nothing is opened for such a path.
     */
    boolean hasPlainPath();

    /** The lines of a header as they came, its name in any case; empty if there is none. */
    List<String> lines(String header);

    /**
     * The numeric address of whoever opened the connection, which may be a proxy; empty for a Unix socket. IPv6 with
     * brackets, as Jetty has it, or without.
     */
    Optional<String> remoteAddress();

    /** Whether the connection itself is TLS; a proxy in front may have ended the client's. */
    boolean isSecure();

    /** What is still unread of the body; whoever reads it does not close it. */
    InputStream body() throws IOException;

    /** The only line of a header; several lines make one text with commas, as RFC 9110 §5.2 has it. */
    default Optional<String> line(String header) {
        List<String> lines = lines(header);
        return switch (lines.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(lines.get(0));
            default -> Optional.of(String.join(", ", lines));
        };
    }
}
