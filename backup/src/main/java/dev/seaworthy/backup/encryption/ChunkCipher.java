package dev.seaworthy.backup.encryption;

import dev.seaworthy.backup.stage.Block;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The payload of an <a href="https://age-encryption.org/v1">age v1</a> file: STREAM, chunks of 64 KiB, each sealed by
 * ChaCha20-Poly1305 under a nonce of its number (11 bytes) and whether it is the last (1 byte). So no chunk waits for
 * another, and a chunk that is changed, moved, missing or added is found. Safe for use by many threads.
 */
final class ChunkCipher {
    static final int PLAIN_BYTES = 64 * 1024;
    static final int TAG_BYTES = 16;
    static final int SEALED_BYTES = PLAIN_BYTES + TAG_BYTES;

    private static final int NONCE_BYTES = 12;

    private final SecretKey key;
    private final Queue<Cipher> idle = new ConcurrentLinkedQueue<>();

    /** @param payloadKey of 32 bytes, derived for this file alone: with it, no nonce may come twice */
    ChunkCipher(SecretKey payloadKey) {
        this.key = new SecretKeySpec(payloadKey.getEncoded(), "ChaCha20");
    }

    Block seal(Block plain) throws IOException {
        return apply(Cipher.ENCRYPT_MODE, plain, plain.length() + TAG_BYTES);
    }

    /** Refuses what was not sealed as this chunk; an empty one is the only one. */
    Block open(Block sealed) throws IOException {
        int plainBytes = sealed.length() - TAG_BYTES;
        if (plainBytes < 0 || (plainBytes == 0 && sealed.number() > 0)) {
            throw new IOException("Chunk " + sealed.number() + " is cut off");
        }
        return apply(Cipher.DECRYPT_MODE, sealed, plainBytes);
    }

    private Block apply(int mode, Block block, int resultBytes) throws IOException {
        try {
            Cipher cipher = cipher();
            cipher.init(mode, key, new IvParameterSpec(nonce(block)));
            byte[] result = block.bytes().length < resultBytes ? new byte[resultBytes] : block.bytes();
            int resultLength = cipher.doFinal(block.bytes(), 0, block.length(), result, 0);
            idle.add(cipher);
            return block.with(result, resultLength);
        } catch (GeneralSecurityException e) {
            throw new IOException("Chunk " + block.number() + " is not as it was sealed", e);
        }
    }

    /** Used again, since to look one up and make it takes part of the time in which it seals a chunk. */
    private Cipher cipher() throws GeneralSecurityException {
        Cipher cipher = idle.poll();
        return cipher == null ? Cipher.getInstance("ChaCha20-Poly1305") : cipher;
    }

    private static byte[] nonce(Block block) {
        return ByteBuffer.allocate(NONCE_BYTES)
                .putLong(NONCE_BYTES - 1 - Long.BYTES, block.number())
                .put(NONCE_BYTES - 1, (byte) (block.isLast() ? 1 : 0))
                .array();
    }
}
