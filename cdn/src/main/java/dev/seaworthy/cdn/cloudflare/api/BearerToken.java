package dev.seaworthy.cdn.cloudflare.api;

import dev.seaworthy.core.Secret;
import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;

/** The form of a bearer token (RFC 6750, section 2.1), and where one may be sent. */
public final class BearerToken {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~+/-]+=*");
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private BearerToken() {}

    /** Whether it can be one. */
    public static boolean isValid(Secret token) {
        return FORM.matcher(token.reveal()).matches();
    }

    /** Whether nobody on the way can read it. */
    public static boolean mayGoTo(URI url) {
        if (url.getHost() == null) {
            return false;
        }
        boolean stays = THIS_MACHINE.contains(url.getHost());
        return "https".equalsIgnoreCase(url.getScheme()) || (stays && "http".equalsIgnoreCase(url.getScheme()));
    }
}
