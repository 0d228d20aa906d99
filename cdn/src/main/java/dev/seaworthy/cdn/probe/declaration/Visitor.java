package dev.seaworthy.cdn.probe.declaration;

import dev.seaworthy.core.Secret;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Whom a probe asks as: somebody who may see what others may not. Immutable; the value is never shown.
 *
 * @param header {@code Cookie} or {@code Authorization}
 * @param value all of the header's value
 */
public record Visitor(String header, Secret value) {
    private static final Pattern VALUE = Pattern.compile("[!-~]([ -~]{0,8190}[!-~])?");
    private static final String COOKIE = "Cookie";
    private static final String AUTHORIZATION = "Authorization";

    public Visitor {
        Objects.requireNonNull(header, "header");
        if (!header.equals(COOKIE) && !header.equals(AUTHORIZATION)) {
            throw new IllegalArgumentException("a visitor is known by Cookie or Authorization alone: " + header);
        }
        if (!VALUE.matcher(value.reveal()).matches()) {
            throw new IllegalArgumentException(
                    "the " + header + " of a visitor must be printable ASCII without blanks at its ends, 8 kB at most");
        }
    }

    /** By a cookie: {@code session=…}. */
    public static Visitor cookie(Secret nameAndValue) {
        return new Visitor(COOKIE, nameAndValue);
    }

    /** By credentials: {@code Bearer …}. */
    public static Visitor authorization(Secret credentials) {
        return new Visitor(AUTHORIZATION, credentials);
    }
}
