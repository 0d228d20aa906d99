package dev.seaworthy.security.testing;

import dev.seaworthy.security.http.message.IncomingRequest;
import dev.seaworthy.security.http.message.RequestPath;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A request without a server, for tests of what is said to it: {@code SampleRequest.get("/api/ok").from("192.0.2.1")}.
 * Immutable; its body is read from the beginning each time.
 *
 * @param target the path as it comes, encoded, with a query or without
 */
public record SampleRequest(
        String method,
        String target,
        List<Line> headers,
        Optional<String> remoteAddress,
        boolean isSecure,
        String content)
        implements IncomingRequest {
    /** One line of the request's head. */
    public record Line(String name, String value) {}

    public SampleRequest {
        headers = List.copyOf(headers);
    }

    /** From 127.0.0.1, without TLS. */
    public static SampleRequest get(String target) {
        return of("GET", target);
    }

    /** From 127.0.0.1, without TLS. */
    public static SampleRequest of(String method, String target) {
        return new SampleRequest(method, target, List.of(), Optional.of("127.0.0.1"), false, "");
    }

    /** The same with one line more. */
    public SampleRequest with(String header, String value) {
        List<Line> more = Stream.concat(headers.stream(), Stream.of(new Line(header, value)))
                .toList();
        return new SampleRequest(method, target, more, remoteAddress, isSecure, content);
    }

    public SampleRequest from(String address) {
        return new SampleRequest(method, target, headers, Optional.of(address), isSecure, content);
    }

    /** By a connection without an address. */
    public SampleRequest fromUnixSocket() {
        return new SampleRequest(method, target, headers, Optional.empty(), isSecure, content);
    }

    public SampleRequest overTls() {
        return new SampleRequest(method, target, headers, remoteAddress, true, content);
    }

    public SampleRequest body(String text) {
        return new SampleRequest(method, target, headers, remoteAddress, isSecure, text);
    }

    @Override
    public String path() {
        return RequestPath.of(target);
    }

    @Override
    public boolean hasPlainPath() {
        return RequestPath.isPlain(target);
    }

    @Override
    public List<String> lines(String header) {
        return headers.stream()
                .filter(line -> line.name().equalsIgnoreCase(header))
                .map(Line::value)
                .toList();
    }

    @Override
    public InputStream body() {
        return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
    }
}
