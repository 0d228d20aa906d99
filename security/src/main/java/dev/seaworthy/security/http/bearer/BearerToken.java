package dev.seaworthy.security.http.bearer;

import dev.seaworthy.security.http.message.IncomingRequest;
import java.util.Optional;

/** The token of {@code Authorization: Bearer …} (RFC 6750 §2.1). */
public final class BearerToken {
    private static final String SCHEME = "Bearer ";

    private BearerToken() {}

    /** Empty if there is none, or if another scheme or several lines show one. */
    public static Optional<String> of(IncomingRequest request) {
        return request.lines("Authorization").size() == 1
                ? request.line("Authorization").flatMap(BearerToken::token)
                : Optional.empty();
    }

    private static Optional<String> token(String authorization) {
        return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(authorization.substring(SCHEME.length()).strip())
                : Optional.empty();
    }
}
