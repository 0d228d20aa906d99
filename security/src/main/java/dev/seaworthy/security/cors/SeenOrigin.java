package dev.seaworthy.security.cors;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * The parts of an {@code Origin} that was received.
 *
 * @param port {@link WebPort#DEFAULT} if it names none
 */
record SeenOrigin(String scheme, String host, int port) {
    static final String HOST_MARK = "://";
    static final int LONGEST_SCHEME = 64;

    /** No origin that could be allowed is longer, so no more than this is ever looked at. */
    static final int LONGEST = LONGEST_SCHEME + HOST_MARK.length() + Host.LONGEST + ":65535".length();

    /** Empty for all that no browser sends; reads the text once. */
    static Optional<SeenOrigin> of(String text) {
        int mark = text.indexOf(HOST_MARK);
        if (text.length() > LONGEST || mark < 1 || mark > LONGEST_SCHEME) {
            return Optional.empty();
        }
        String scheme = text.substring(0, mark);
        int start = mark + HOST_MARK.length();
        int colon = text.indexOf(':', Math.max(start, text.lastIndexOf(']')));
        if (colon < 0) {
            return seen(scheme, text.substring(start), WebPort.DEFAULT);
        }
        OptionalInt port = WebPort.number(text.substring(colon + 1));
        return port.isEmpty() || WebPort.isDefault(scheme, port.getAsInt())
                ? Optional.empty()
                : seen(scheme, text.substring(start, colon), port.getAsInt());
    }

    private static Optional<SeenOrigin> seen(String scheme, String host, int port) {
        return Host.isHost(host) ? Optional.of(new SeenOrigin(scheme, host, port)) : Optional.empty();
    }
}
