package dev.seaworthy.security.csp;

import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Random bytes that are drawn for {@value #BATCH} nonces at once: one long draw costs less than many short ones, and
 * the platform's source lets one thread in at a time. Safe for use by many threads, which take turns at
 * {@value #STRIPES} buffers.
 *
 * <p><b>Guarantees</b>: a byte is handed out once, and is wiped then; a draw that fails hands out nothing. All that a
 * nonce is made of comes from the source, unmixed.
 *
 * <p><b>Not covered</b>: who reads the memory of the process knows at most {@value #AHEAD} nonces in advance, beside
 * the state of the source. A checkpoint from which several processes go on holds the same bytes for each of them.
 */
final class BytesAhead {
    static final int BATCH = 16;
    static final int STRIPES = 8;
    static final int AHEAD = BATCH * STRIPES;

    private final Stripe[] stripes = new Stripe[STRIPES];

    BytesAhead(SecureRandom random, int bytesOfOne) {
        Arrays.setAll(stripes, i -> new Stripe(random, new byte[BATCH * bytesOfOne]));
    }

    /** Fills all of it; as long as was said at first. */
    void next(byte[] bytes) {
        stripes[(int) (Thread.currentThread().getId() % STRIPES)].next(bytes);
    }

    private static final class Stripe {
        private final SecureRandom random;
        private final byte[] ahead;
        private int next;

        Stripe(SecureRandom random, byte[] ahead) {
            this.random = random;
            this.ahead = ahead;
            next = ahead.length;
        }

        synchronized void next(byte[] bytes) {
            if (next == ahead.length) {
                random.nextBytes(ahead);
                next = 0;
            }
            System.arraycopy(ahead, next, bytes, 0, bytes.length);
            Arrays.fill(ahead, next, next + bytes.length, (byte) 0);
            next += bytes.length;
        }
    }
}
