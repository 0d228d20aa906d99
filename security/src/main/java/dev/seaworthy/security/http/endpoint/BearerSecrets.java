package dev.seaworthy.security.http.endpoint;

import dev.seaworthy.core.Secret;
import dev.seaworthy.security.declaration.Problems;
import dev.seaworthy.security.http.bearer.BearerToken;
import dev.seaworthy.security.http.message.IncomingRequest;
import dev.seaworthy.security.secret.ConstantTime;
import dev.seaworthy.security.secret.SecretText;
import dev.seaworthy.security.secret.Sha256;
import java.util.List;

/** The secrets that open a door, by their digests: those are of one length, and tell nothing. Immutable. */
final class BearerSecrets {
    private final List<byte[]> digests;

    private BearerSecrets(List<byte[]> digests) {
        this.digests = digests;
    }

    static BearerSecrets of(String subject, List<Secret> secrets) {
        Problems problems = new Problems(subject);
        SecretText.check(secrets, "make one by openssl rand -hex 32", problems);
        problems.refuse();
        return new BearerSecrets(
                secrets.stream().map(secret -> Sha256.of(secret.reveal())).toList());
    }

    boolean isShownBy(IncomingRequest request) {
        return BearerToken.of(request)
                .filter(token -> ConstantTime.isAnyOf(digests, Sha256.of(token)))
                .isPresent();
    }
}
