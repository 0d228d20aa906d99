package dev.seaworthy.security.ratelimit;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A key as every store takes it, whatever its encoding: short, and of printable ASCII. */
final class StoredKey {
    private static final int LONGEST = 128;

    private StoredKey() {}

    static String of(String key) {
        return isPlain(key) ? key : digest(key);
    }

    private static boolean isPlain(String key) {
        if (key.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < key.length(); i++) {
            if (key.charAt(i) < ' ' || key.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    /** Of its characters, as an encoding would make one of those that it does not know. */
    private static String digest(String key) {
        ByteBuffer characters = ByteBuffer.allocate(Character.BYTES * key.length());
        characters.asCharBuffer().put(key);
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(characters.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
