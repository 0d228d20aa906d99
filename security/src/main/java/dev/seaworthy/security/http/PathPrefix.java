package dev.seaworthy.security.http;

/** A prefix of paths that ends with a slash, such as {@code /api/}. */
final class PathPrefix {
    private PathPrefix() {}

    /** Whether a path begins with it, or is it but for the slash, as many routers take {@code /api} for the same. */
    static boolean covers(String prefix, String path) {
        return path.startsWith(prefix) || (path.length() == prefix.length() - 1 && prefix.startsWith(path));
    }
}
