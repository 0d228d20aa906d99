package dev.seaworthy.security.http.message;

import dev.seaworthy.security.headers.HeaderField;
import java.util.List;
import java.util.stream.Stream;

/**
 * A whole response that comes from a protection, not from the application. No cache may keep it. Immutable.
 *
 * @param body sent as UTF-8; a response to HEAD leaves it out
 */
public record Answer(int status, List<HeaderField> headers, String body) {
    private static final HeaderField UNCACHED = new HeaderField("Cache-Control", "no-store");

    public Answer {
        headers = List.copyOf(headers);
    }

    /** No body. */
    public static Answer empty(int status) {
        return new Answer(status, List.of(UNCACHED), "");
    }

    public static Answer json(int status, String json) {
        return of(status, "application/json", json);
    }

    /** A page that needs no other resource; styles and scripts would meet the policy of the headers. */
    public static Answer html(int status, String page) {
        return of(status, "text/html; charset=utf-8", page);
    }

    /** As {@code contentType} says, such as {@code application/problem+json}. */
    public static Answer of(int status, String contentType, String body) {
        return new Answer(status, List.of(UNCACHED, new HeaderField("Content-Type", contentType)), body);
    }

    /** The same with one header more. */
    public Answer with(String name, String value) {
        List<HeaderField> more = Stream.concat(headers.stream(), Stream.of(new HeaderField(name, value)))
                .toList();
        return new Answer(status, more, body);
    }
}
