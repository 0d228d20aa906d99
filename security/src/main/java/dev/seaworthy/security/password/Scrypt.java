package dev.seaworthy.security.password;

import dev.seaworthy.security.secret.Pepper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.crypto.generators.SCrypt;
import org.jspecify.annotations.Nullable;

/** scrypt (RFC 7914), of hashes that were made elsewhere. Immutable. */
final class Scrypt extends Scheme {
    private static final int MAX_LOG = 24;
    private static final int MAX_BLOCK_SIZE = 64;
    private static final long BLOCK_BYTES = 128;

    private final int logCost;
    private final int blockSize;
    private final int lanes;

    Scrypt(int logCost, int blockSize, int lanes) {
        this.logCost = Bounds.check("scrypt: ln", logCost, 1, MAX_LOG);
        this.blockSize = Bounds.check("scrypt: r", blockSize, 1, MAX_BLOCK_SIZE);
        this.lanes = Bounds.check("scrypt: p", lanes, 1, Bounds.MAX_LANES);
        if (memory() > Bounds.MAX_MEMORY) {
            throw new IllegalArgumentException("scrypt: memory is " + memory() + "; at most " + Bounds.MAX_MEMORY);
        }
    }

    @Override
    byte[] derive(byte[] password, byte[] salt, @Nullable Pepper pepper, int length) {
        return SCrypt.generate(password, salt, 1 << logCost, blockSize, lanes, length);
    }

    @Override
    boolean isMetBy(Scheme other) {
        return false;
    }

    @Override
    String id() {
        return "scrypt";
    }

    @Override
    Optional<Integer> version() {
        return Optional.empty();
    }

    @Override
    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("ln", Integer.toString(logCost));
        parameters.put("r", Integer.toString(blockSize));
        parameters.put("p", Integer.toString(lanes));
        return parameters;
    }

    @Override
    long memory() {
        return (BLOCK_BYTES * blockSize) << logCost;
    }
}
