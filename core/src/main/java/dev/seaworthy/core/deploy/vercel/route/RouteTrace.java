package dev.seaworthy.core.deploy.vercel.route;

import java.util.List;
import java.util.Optional;

/**
 * What a vercel.json does with one path. Immutable.
 *
 * @param redirect if there is one, neither headers nor a rewrite follow
 * @param headers in their order; of two of one name, the later
 * @param undecided pointers of the entries that match the path, and whose {@code has} or {@code missing} decides
 */
public record RouteTrace(
        String path,
        Optional<Redirection> redirect,
        List<SetHeader> headers,
        Optional<Rewriting> rewrite,
        List<String> undecided) {
    public RouteTrace {
        headers = List.copyOf(headers);
        undecided = List.copyOf(undecided);
    }

    /** A redirect, by an entry, or by {@code cleanUrls} or {@code trailingSlash}. */
    public record Redirection(String pointer, int status, String location) {}

    /** A header that is set, and by which entry. */
    public record SetHeader(String pointer, String name, String value) {}

    /** What is served in place of the path. */
    public record Rewriting(String pointer, String destination) {}
}
