package dev.seaworthy.cdn.cloudflare.api;

import java.util.Optional;

/**
 * One call of the API.
 *
 * @param name under which it is timed
 * @param path below the base address, with its query
 * @param body what is sent as JSON
 * @param mayRepeat whether it does no harm if it was made once already and nobody knows
 */
public record Call(String name, String method, String path, Optional<Object> body, boolean mayRepeat) {
    /** A call that only reads. */
    public static Call get(String name, String path) {
        return new Call(name, "GET", path, Optional.empty(), true);
    }

    /** A call that does the same when it is made twice. */
    public static Call repeatable(String name, String method, String path, Object body) {
        return new Call(name, method, path, Optional.of(body), true);
    }
}
