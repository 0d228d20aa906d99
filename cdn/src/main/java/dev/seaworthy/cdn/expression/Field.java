package dev.seaworthy.cdn.expression;

import java.util.Locale;

/** The fields of a request that expressions compare. */
public final class Field {
    /** {@code /blog/a%20b}: as in the URL, without the query. */
    public static final TextField PATH = new TextField(Subject.of(FieldName.PATH));
    /** The file's extension in small letters, without its dot; empty if the path has none. */
    public static final TextField EXTENSION = new TextField(Subject.of(FieldName.EXTENSION));
    /** The path and the query: {@code /blog?page=2}. */
    public static final TextField URI = new TextField(Subject.of(FieldName.URI));
    /** Scheme, host, path and query. */
    public static final TextField FULL_URI = new TextField(Subject.of(FieldName.FULL_URI));
    /** Without its question mark. */
    public static final TextField QUERY = new TextField(Subject.of(FieldName.QUERY));

    public static final TextField HOST = new TextField(Subject.of(FieldName.HOST));
    /** In capital letters. */
    public static final TextField METHOD = new TextField(Subject.of(FieldName.METHOD));

    public static final TextField REFERER = new TextField(Subject.of(FieldName.REFERER));
    /** Anyone can send any: {@link #VERIFIED_BOT} tells a true search engine. */
    public static final TextField USER_AGENT = new TextField(Subject.of(FieldName.USER_AGENT));
    /** All cookies as one text. */
    public static final TextField COOKIES = new TextField(Subject.of(FieldName.COOKIE));
    /** Of the visitor's address: two capital letters (ISO 3166-1), {@code T1} for Tor, {@code XX} if unknown. */
    public static final TextField COUNTRY = new TextField(Subject.of(FieldName.COUNTRY));
    /** The number of the network that the visitor's address belongs to. */
    public static final NumberField ASN = new NumberField(Subject.of(FieldName.ASN));
    /** The visitor's address. */
    public static final AddressField IP = new AddressField(Subject.of(FieldName.IP));
    /** The visitor came by HTTPS. */
    public static final Expression SSL = Expression.of(new Flag(FieldName.SSL));
    /** A bot that Cloudflare knows as good, by its address and not by what it says of itself. */
    public static final Expression VERIFIED_BOT = Expression.of(new Flag(FieldName.VERIFIED_BOT));

    private Field() {}

    /** The values of a header, any of which may fit; its name in any case. */
    public static TextField header(String name) {
        return new TextField(new Subject(FieldName.HEADERS, token(name).toLowerCase(Locale.ROOT), false));
    }

    /** The values of a cookie, any of which may fit. */
    public static TextField cookie(String name) {
        return new TextField(new Subject(FieldName.COOKIES, token(name), false));
    }

    private static String token(String name) {
        if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
            throw new IllegalArgumentException("A name of a header or cookie is an RFC 9110 token: \"" + name + "\"");
        }
        return name;
    }
}
