package dev.seaworthy.security.http.jdk;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The path of a request target: without parameters, decoded, and only then without dot segments (RFC 3986 §5.2.4). */
final class TargetPath {
    private static final Pattern PARAMETERS = Pattern.compile(";[^/]*");

    private TargetPath() {}

    /** Begins with a slash whatever the target is: {@code *}, a whole URI, or one without a path. */
    static String of(URI target) {
        @Nullable String raw = target.getRawPath();
        if (raw == null) {
            return "/";
        }
        String bare = PARAMETERS.matcher(raw).replaceAll("");
        String decoded = URLDecoder.decode(bare.replace("+", "%2B"), StandardCharsets.UTF_8);
        return settled(decoded.startsWith("/") ? decoded : '/' + decoded);
    }

    private static String settled(String path) {
        Deque<String> kept = new ArrayDeque<>();
        String[] segments = path.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            boolean isLast = i == segments.length - 1;
            switch (segments[i]) {
                case ".." -> kept.pollLast();
                case "." -> {}
                default -> {
                    kept.addLast(segments[i]);
                    continue;
                }
            }
            if (isLast) {
                kept.addLast("");
            }
        }
        return '/' + String.join("/", kept);
    }
}
