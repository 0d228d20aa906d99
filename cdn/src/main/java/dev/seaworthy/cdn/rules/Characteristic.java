package dev.seaworthy.cdn.rules;

import java.util.Locale;

/**
 * What requests have in common that are counted together. Immutable.
 *
 * @param field Cloudflare's name of it
 */
public record Characteristic(String field) {
    /** Each data centre counts for itself; always part of a limit. */
    public static final Characteristic DATA_CENTRE = new Characteristic("cf.colo.id");

    public static final Characteristic IP = new Characteristic("ip.src");
    /** The visitor's address, with a cookie that tells visitors behind one address apart. */
    public static final Characteristic IP_WITH_NAT = new Characteristic("cf.unique_visitor_id");

    public static final Characteristic COUNTRY = new Characteristic("ip.src.country");
    public static final Characteristic ASN = new Characteristic("ip.src.asnum");
    public static final Characteristic HOST = new Characteristic("http.host");
    public static final Characteristic PATH = new Characteristic("http.request.uri.path");

    public Characteristic {
        if (!field.matches("[a-z_.]+(\\[\"[!#$%&'*+.^_`|~0-9A-Za-z-]+\"])?")) {
            throw new IllegalArgumentException("Not the name of a field: \"" + field + "\"");
        }
    }

    /** The value of a header, such as that of an API key. */
    public static Characteristic header(String name) {
        return new Characteristic("http.request.headers[\"" + name.toLowerCase(Locale.ROOT) + "\"]");
    }

    public static Characteristic cookie(String name) {
        return new Characteristic("http.request.cookies[\"" + name + "\"]");
    }
}
