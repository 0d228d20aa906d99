package dev.seaworthy.security.password;

import dev.seaworthy.security.secret.Pepper;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/** Argon2, version 1.3 (RFC 9106), by Bouncy Castle. Immutable. */
public final class Argon2 extends Scheme {
    private static final int VERSION = Argon2Parameters.ARGON2_VERSION_13;
    private static final int KIB = 1024;
    private static final int LEAST_BLOCKS_PER_LANE = 8;
    private static final int TRIALS = 3;
    /** As RFC 9106 §3.1 numbers them: 0, 1, 2. */
    private static final List<String> TYPES = List.of("argon2d", "argon2i", "argon2id");

    private final String type;
    private final int memoryKib;
    private final int passes;
    private final int lanes;

    private Argon2(String type, int memoryKib, int passes, int lanes) {
        this.type = type;
        this.lanes = Bounds.check("Argon2: parallelism", lanes, 1, Bounds.MAX_LANES);
        this.memoryKib = Bounds.check(
                "Argon2: memory in KiB", memoryKib, LEAST_BLOCKS_PER_LANE * lanes, Bounds.MAX_MEMORY / KIB);
        this.passes = Bounds.check("Argon2: passes", passes, 1, Bounds.MAX_PASSES);
    }

    /** Argon2id with 19 MiB, 2 passes and 1 lane: the least that the OWASP Password Storage Cheat Sheet (2026) asks. */
    public static Argon2 owasp() {
        return id(19_456, 2, 1);
    }

    /**
     * Argon2id of a cost of yours.
     *
     * @param memoryKib m, from 8 for each lane to 262,144
     * @param passes t, 1 to 100
     * @param lanes p, 1 to 16; they are computed one after another
     */
    public static Argon2 id(int memoryKib, int passes, int lanes) {
        return new Argon2("argon2id", memoryKib, passes, lanes);
    }

    /**
     * {@link #owasp()} with as many passes more as one hash may take on this machine, at most 100. Measure where the
     * service will run, under its load, and write the result down: a number that changes with every start makes every
     * login a new hash.
     */
    public static Argon2 calibrated(Duration target) {
        return calibrated(target, System::nanoTime);
    }

    static Argon2 calibrated(Duration target, LongSupplier nanos) {
        Argon2 least = owasp();
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < TRIALS; i++) {
            long start = nanos.getAsLong();
            least.derive(new byte[] {'a'}, new byte[Bounds.MIN_HASH], null, Bounds.MIN_HASH);
            fastest = Math.min(fastest, Math.max(1, nanos.getAsLong() - start));
        }
        long passes = target.toNanos() * least.passes / fastest;
        return id(least.memoryKib, (int) Math.max(least.passes, Math.min(passes, Bounds.MAX_PASSES)), least.lanes);
    }

    static boolean isType(String id) {
        return TYPES.contains(id);
    }

    static Argon2 stored(String type, int memoryKib, int passes, int lanes) {
        return new Argon2(type, memoryKib, passes, lanes);
    }

    @Override
    byte[] derive(byte[] password, byte[] salt, @Nullable Pepper pepper, int length) {
        Argon2Parameters.Builder parameters = new Argon2Parameters.Builder(TYPES.indexOf(type))
                .withVersion(VERSION)
                .withMemoryAsKB(memoryKib)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt);
        if (pepper != null) {
            parameters.withSecret(pepper.key().reveal());
        }
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(parameters.build());
        byte[] hash = new byte[length];
        generator.generateBytes(password, hash);
        return hash;
    }

    @Override
    boolean isMetBy(Scheme other) {
        return other instanceof Argon2 argon2
                && argon2.type.equals(type)
                && argon2.memoryKib >= memoryKib
                && argon2.passes >= passes
                && argon2.lanes >= lanes;
    }

    @Override
    String id() {
        return type;
    }

    @Override
    Optional<Integer> version() {
        return Optional.of(VERSION);
    }

    @Override
    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("m", Integer.toString(memoryKib));
        parameters.put("t", Integer.toString(passes));
        parameters.put("p", Integer.toString(lanes));
        return parameters;
    }

    @Override
    long memory() {
        return (long) memoryKib * KIB;
    }
}
