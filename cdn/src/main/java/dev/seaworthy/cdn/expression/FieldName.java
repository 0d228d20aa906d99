package dev.seaworthy.cdn.expression;

import java.util.Arrays;
import java.util.Optional;

/** The fields that we know, by Cloudflare's names. */
enum FieldName {
    PATH("http.request.uri.path", Kind.TEXT),
    EXTENSION("http.request.uri.path.extension", Kind.TEXT),
    URI("http.request.uri", Kind.TEXT),
    FULL_URI("http.request.full_uri", Kind.TEXT),
    QUERY("http.request.uri.query", Kind.TEXT),
    HOST("http.host", Kind.TEXT),
    METHOD("http.request.method", Kind.TEXT),
    REFERER("http.referer", Kind.TEXT),
    USER_AGENT("http.user_agent", Kind.TEXT),
    COOKIE("http.cookie", Kind.TEXT),
    COUNTRY("ip.src.country", Kind.TEXT),
    HEADERS("http.request.headers", Kind.NAMED_TEXTS),
    COOKIES("http.request.cookies", Kind.NAMED_TEXTS),
    ASN("ip.src.asnum", Kind.NUMBER),
    IP("ip.src", Kind.ADDRESS),
    SSL("ssl", Kind.FLAG),
    VERIFIED_BOT("cf.client.bot", Kind.FLAG);

    private final String text;
    private final Kind kind;

    FieldName(String text, Kind kind) {
        this.text = text;
        this.kind = kind;
    }

    static Optional<FieldName> of(String text) {
        return Arrays.stream(values()).filter(field -> field.text.equals(text)).findFirst();
    }

    String text() {
        return text;
    }

    Kind kind() {
        return kind;
    }
}
