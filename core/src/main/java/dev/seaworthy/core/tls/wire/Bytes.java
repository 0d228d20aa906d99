package dev.seaworthy.core.tls.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Bytes in the making: numbers most significant byte first, vectors with their length before them (RFC 8446 §3). */
final class Bytes {
    private final ByteArrayOutputStream all = new ByteArrayOutputStream();

    Bytes one(int number) {
        all.write(number);
        return this;
    }

    Bytes two(int number) {
        return one(number >> 8).one(number);
    }

    Bytes raw(byte[] bytes) {
        all.writeBytes(bytes);
        return this;
    }

    Bytes ascii(String text) {
        return raw(text.getBytes(StandardCharsets.US_ASCII));
    }

    Bytes vector(int lengthBytes, Bytes content) {
        int length = content.all.size();
        for (int shift = 8 * (lengthBytes - 1); shift >= 0; shift -= 8) {
            one(length >> shift);
        }
        return raw(content.toArray());
    }

    Bytes extension(int type, Bytes content) {
        return two(type).vector(2, content);
    }

    byte[] toArray() {
        return all.toByteArray();
    }
}
