package dev.seaworthy.security.secret;

import java.security.MessageDigest;
import java.util.Collection;

/**
 * The one comparison with what is secret. Compare digests, or texts of one length: how long it takes then tells
 * nothing.
 */
public final class ConstantTime {
    private ConstantTime() {}

    /** Whether one of {@code expected} is what was shown; looks at all of them, wherever it finds one. */
    public static boolean isAnyOf(Collection<byte[]> expected, byte[] shown) {
        boolean found = false;
        for (byte[] each : expected) {
            found |= MessageDigest.isEqual(each, shown);
        }
        return found;
    }
}
