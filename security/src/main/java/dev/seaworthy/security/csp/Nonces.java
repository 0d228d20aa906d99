package dev.seaworthy.security.csp;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Base64.Encoder;

/** Makes a nonce for each response, of {@value #BYTES} random bytes. Safe for use by many threads. */
public final class Nonces {
    /** 144 bits: base64 of them needs no padding. */
    static final int BYTES = 18;

    private static final Encoder BASE64 = Base64.getEncoder();

    private final BytesAhead random;

    private Nonces(SecureRandom random) {
        this.random = new BytesAhead(random, BYTES);
    }

    /** From the platform's secure random numbers. */
    public static Nonces create() {
        return new Nonces(new SecureRandom());
    }

    /** From these; they are asked for {@value BytesAhead#BATCH} nonces at once. */
    public static Nonces of(SecureRandom random) {
        return new Nonces(random);
    }

    /** A new one: take one for each response, and use it for all that this response says. */
    public Nonce next() {
        byte[] bytes = new byte[BYTES];
        random.next(bytes);
        return new Nonce(BASE64.encodeToString(bytes));
    }
}
