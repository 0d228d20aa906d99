package dev.seaworthy.security.csp;

import java.util.regex.Pattern;

/** The text of a policy, cut where the nonce of a response goes; without a nonce it is one piece. */
final class NonceTemplate {
    private static final String BEFORE = "'nonce-";
    private static final String AFTER = "'";

    private final String text;
    private final String[] pieces;

    NonceTemplate(String text) {
        this.text = text;
        pieces = text.split(Pattern.quote(Nonce.PLACEHOLDER), -1);
        for (int i = 1; i < pieces.length; i++) {
            pieces[i - 1] += BEFORE;
            pieces[i] = AFTER + pieces[i];
        }
    }

    boolean hasNonce() {
        return pieces.length > 1;
    }

    String fixed() {
        if (hasNonce()) {
            throw new IllegalStateException(
                    "The policy uses a nonce; make one for each response by Nonces, and give it: render(secure, nonce)");
        }
        return text;
    }

    String with(Nonce nonce) {
        return hasNonce() ? String.join(nonce.value(), pieces) : text;
    }

    @Override
    public String toString() {
        return text;
    }
}
