package dev.seaworthy.core.config.convert;

/** How bytes are written, and how many they are. */
public record ByteEncoding(Kind kind, int length) {
    private static final int LONGEST = TextType.LONGEST / 2;

    public ByteEncoding {
        if (length < 1 || length > LONGEST) {
            throw new IllegalArgumentException("The number of bytes must be from 1 to " + LONGEST + ": " + length);
        }
    }

    /** The alphabets of RFC 4648. */
    public enum Kind {
        BASE64,
        HEX
    }
}
