package dev.seaworthy.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Counts and hashes what passes. */
final class HashedOutput extends CountedOutput {
    private final MessageDigest sha256 = Sha256.create();

    HashedOutput(OutputStream out) {
        super(out);
    }

    /** In hexadecimal digits; to be called once, at the end. */
    String sha256() {
        return HexFormat.of().formatHex(sha256.digest());
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        super.write(source, offset, length);
        sha256.update(source, offset, length);
    }
}
