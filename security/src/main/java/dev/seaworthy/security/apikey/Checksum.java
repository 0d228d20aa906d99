package dev.seaworthy.security.apikey;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * CRC-32 as six characters of Base62, as GitHub ends its tokens. It finds each typo of one character and each pair that
 * changed places; it keeps out no forger, who can compute it too.
 */
final class Checksum {
    static final int LENGTH = 6;

    private Checksum() {}

    static String of(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        return Base62.of(crc.getValue(), LENGTH);
    }
}
