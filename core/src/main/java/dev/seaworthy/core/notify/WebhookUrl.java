package dev.seaworthy.core.notify;

import dev.seaworthy.core.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An address that is a credential too: it says nothing of itself. */
final class WebhookUrl {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");
    private static final int MAX_PORT = 65_535;

    private final URI uri;

    private WebhookUrl(URI uri) {
        this.uri = uri;
    }

    /** Tells what is wrong with it, which never quotes it. */
    static @Nullable WebhookUrl of(Secret text, boolean isPlainAllowed, Consumer<String> problems) {
        URI uri = parse(text);
        String host = uri == null ? null : uri.getHost();
        if (uri == null || host == null || !String.valueOf(uri.getScheme()).matches("(?i)https?")) {
            problems.accept("the address must be a whole URL that begins with https://");
            return null;
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null || uri.getPort() > MAX_PORT) {
            problems.accept("the address must have no user, no #fragment, and a port up to " + MAX_PORT);
        }
        if (uri.getScheme().equalsIgnoreCase("http") && !isPlainAllowed && !isLoopback(host)) {
            problems.accept("the address must begin with https://, because everyone on the way reads it otherwise;"
                    + " allowPlainHttpUnsafely permits it");
        }
        return new WebhookUrl(uri);
    }

    URI reveal() {
        return uri;
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }

    private static @Nullable URI parse(Secret text) {
        try {
            return new URI(text.reveal());
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
