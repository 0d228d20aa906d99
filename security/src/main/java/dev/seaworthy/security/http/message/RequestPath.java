package dev.seaworthy.security.http.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * The path of a request: without parameters, decoded, and only then without dot segments (RFC 3986 §5.2.4). Servers and
 * frameworks do not agree on all of that, so who opens something by a path asks {@link #isPlain} too.
 */
public final class RequestPath {
    private static final Pattern PARAMETERS = Pattern.compile(";[^/]*");
    private static final Pattern AMBIGUOUS = Pattern.compile("//|/\\.{1,2}(?:/|$)|[;\\\\]|%(?:00|2[eEfF]|3[bB]|5[cC])");
    private static final int HEX = 16;

    private RequestPath() {}

    /** Begins with a slash whatever the target was; what is no escape stays as it is. */
    public static String of(String raw) {
        String path = withoutQuery(raw);
        String bare = path.indexOf(';') < 0 ? path : PARAMETERS.matcher(path).replaceAll("");
        String decoded = decoded(bare);
        return settled(decoded.startsWith("/") ? decoded : '/' + decoded);
    }

    /**
     * Whether a path as it came leads to one handler, whoever reads it: it has no dot segment, no empty segment, no
     * parameter and no backslash, and no dot, slash, semicolon, backslash or NUL that is encoded.
     */
    public static boolean isPlain(String raw) {
        String path = withoutQuery(raw);
        return !isSuspect(path) || !AMBIGUOUS.matcher(path).find();
    }

    private static String withoutQuery(String raw) {
        int query = raw.indexOf('?');
        return query < 0 ? raw : raw.substring(0, query);
    }

    /** Most paths have nothing of what an ambiguous one begins with. */
    private static boolean isSuspect(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            char next = i + 1 < path.length() ? path.charAt(i + 1) : ' ';
            if (c == '%' || c == ';' || c == '\\' || (c == '/' && (next == '/' || next == '.'))) {
                return true;
            }
        }
        return false;
    }

    /** Whether this is a path as {@link #of} gives it to be compared with, not a pattern or a path as it came. */
    public static boolean isSettled(String path) {
        return path.startsWith("/")
                && isPlain(path)
                && path.chars().noneMatch(c -> c == '*' || c == '%' || c == '?' || c == '#');
    }

    private static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < raw.length; i++) {
            int escaped = raw[i] == '%' && i + 2 < raw.length ? escaped(raw[i + 1], raw[i + 2]) : -1;
            bytes.write(escaped < 0 ? raw[i] : escaped);
            i += escaped < 0 ? 0 : 2;
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static int escaped(byte high, byte low) {
        int first = Character.digit(high, HEX);
        int second = Character.digit(low, HEX);
        return first < 0 || second < 0 ? -1 : first * HEX + second;
    }

    private static String settled(String path) {
        if (!path.contains("/.")) {
            return path;
        }
        Deque<String> kept = new ArrayDeque<>();
        for (String segment : path.substring(1).split("/", -1)) {
            if (segment.equals("..")) {
                kept.pollLast();
            } else if (!segment.equals(".")) {
                kept.addLast(segment);
            }
        }
        boolean isFolder = !kept.isEmpty() && (path.endsWith("/.") || path.endsWith("/.."));
        return '/' + String.join("/", kept) + (isFolder ? "/" : "");
    }
}
