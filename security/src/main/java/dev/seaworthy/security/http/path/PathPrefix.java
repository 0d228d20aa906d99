package dev.seaworthy.security.http.path;

/** A prefix of paths that ends with a slash, such as {@code /api/}. */
public final class PathPrefix {
    private PathPrefix() {}

    /** Whether a path begins with it, or is it but for the slash, as many routers take {@code /api} for the same. */
    public static boolean covers(String prefix, String path) {
        return path.startsWith(prefix) || (path.length() == prefix.length() - 1 && prefix.startsWith(path));
    }
}
