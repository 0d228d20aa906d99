package dev.seaworthy.core.notify;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What people or systems are told. Immutable.
 *
 * <p>What is too long is cut, and ends in {@code …}: to tell of a failure must not fail. Control characters become
 * spaces; a text keeps its line feeds.
 *
 * @param type what kind of event it is, in words of {@code [a-z0-9_]} between dots: {@code release.failed}
 * @param title one line of at most {@value #MAX_TITLE} characters
 * @param text more of it, in at most {@value #MAX_TEXT} characters; empty if the title says all
 * @param details by name, in the order in which they were added; at most {@value #MAX_DETAILS}, the rest is left out
 * @param link where to look, {@code http} or {@code https}
 * @param key what it is about: all that is told of one incident has one key
 */
public record Notice(
        Severity severity,
        String type,
        String title,
        String text,
        Map<String, String> details,
        Optional<URI> link,
        Optional<String> key) {
    public static final String DEFAULT_TYPE = "notice";

    public static final int MAX_TITLE = 200;
    public static final int MAX_TEXT = 3_000;
    public static final int MAX_DETAILS = 20;

    private static final int MAX_NAME = 60;
    private static final int MAX_VALUE = 500;
    private static final int MAX_KEY = 255;
    private static final Pattern TYPE = Pattern.compile("(?=.{1,100}$)[a-z0-9_]+(\\.[a-z0-9_]+)*");

    /**
     * @throws IllegalArgumentException if the title is blank, or if the type, the link or the key is not as said above
     */
    public Notice {
        Objects.requireNonNull(severity, "severity");
        title = Printable.line(title, MAX_TITLE);
        text = Printable.lines(text, MAX_TEXT);
        details = printable(details);
        require(!title.isBlank(), "needs a title");
        require(TYPE.matcher(type).matches(), "needs a type like release.failed: " + type);
        require(link.isEmpty() || isWeb(link.get()), "needs a link that begins with http:// or https://");
        require(
                key.isEmpty() || (!key.get().isBlank() && key.get().length() <= MAX_KEY),
                "needs a key of 1 to " + MAX_KEY + " characters");
    }

    public static Notice of(Severity severity, String title) {
        return new Notice(severity, DEFAULT_TYPE, title, "", Map.of(), Optional.empty(), Optional.empty());
    }

    public Notice type(String kind) {
        return new Notice(severity, kind, title, text, details, link, key);
    }

    public Notice text(String more) {
        return new Notice(severity, type, title, more, details, link, key);
    }

    /** The same with one more detail: {@code "version"} and {@code "42"}, for instance. */
    public Notice with(String name, Object value) {
        Map<String, String> more = new LinkedHashMap<>(details);
        more.put(name, value.toString());
        return new Notice(severity, type, title, text, more, link, key);
    }

    public Notice link(URI place) {
        return new Notice(severity, type, title, text, details, Optional.of(place), key);
    }

    public Notice key(String incident) {
        return new Notice(severity, type, title, text, details, link, Optional.of(incident));
    }

    private static Map<String, String> printable(Map<String, String> details) {
        Map<String, String> copy = new LinkedHashMap<>();
        details.entrySet().stream()
                .limit(MAX_DETAILS)
                .forEach(detail -> copy.put(
                        Printable.line(detail.getKey(), MAX_NAME), Printable.line(detail.getValue(), MAX_VALUE)));
        return Collections.unmodifiableMap(copy);
    }

    private static boolean isWeb(URI link) {
        return ("https".equalsIgnoreCase(link.getScheme()) || "http".equalsIgnoreCase(link.getScheme()))
                && link.getHost() != null;
    }

    private static void require(boolean right, String problem) {
        if (!right) {
            throw new IllegalArgumentException("A notice " + problem);
        }
    }
}
