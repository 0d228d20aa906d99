package dev.seaworthy.security.http.endpoint;

import dev.seaworthy.core.Secret;
import dev.seaworthy.security.declaration.Problems;
import dev.seaworthy.security.http.message.IncomingRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The secrets that open a door, by their digests: those are of one length, and tell nothing. Immutable. */
final class BearerSecrets {
    static final int MIN_LENGTH = 16;

    private static final Pattern SENDABLE = Pattern.compile("[!-~]*");
    private static final String SCHEME = "Bearer ";

    private final List<byte[]> digests;

    private BearerSecrets(List<byte[]> digests) {
        this.digests = digests;
    }

    static BearerSecrets of(String subject, List<Secret> secrets) {
        Problems problems = new Problems(subject);
        for (int i = 0; i < secrets.size(); i++) {
            check("secret " + (i + 1) + " of " + secrets.size(), secrets.get(i).reveal(), problems);
        }
        problems.refuse();
        return new BearerSecrets(
                secrets.stream().map(secret -> digest(secret.reveal())).toList());
    }

    private static void check(String name, String value, Problems problems) {
        if (value.length() < MIN_LENGTH) {
            problems.add(name + " is shorter than " + MIN_LENGTH + " characters; make one by openssl rand -hex 32");
        }
        if (!SENDABLE.matcher(value).matches()) {
            problems.add(name + " holds a blank or other than printable ASCII, which no header carries unharmed;"
                    + " make one by openssl rand -hex 32");
        }
    }

    /** Several {@code Authorization} lines show none. */
    boolean isShownBy(IncomingRequest request) {
        return request.line("Authorization")
                .flatMap(BearerSecrets::token)
                .filter(this::contain)
                .isPresent();
    }

    private static Optional<String> token(String authorization) {
        return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(authorization.substring(SCHEME.length()).strip())
                : Optional.empty();
    }

    /** Looks at all of them, wherever it finds one. */
    private boolean contain(String token) {
        byte[] shown = digest(token);
        boolean found = false;
        for (byte[] digest : digests) {
            found |= MessageDigest.isEqual(digest, shown);
        }
        return found;
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
