package dev.seaworthy.backup.encryption;

import com.github.luben.zstd.ZstdCompressCtx;

/**
 * How hard zstd tries, and by how many threads. Immutable.
 *
 * @param level from 1, the fastest, to 19, the smallest
 * @param threads how many compress at once, beside the one that writes, from 1 to 64; the output is the same. Memory
 *     beside the heap, at level 3: 32 MiB for one, some 10 MiB for each more
 */
public record Compression(int level, int threads) {
    /** The level of {@code zstd} itself, in one thread: level 3. */
    public static final Compression DEFAULT = new Compression(3, 1);

    private static final int MAX_LEVEL = 19;
    private static final int MAX_THREADS = 64;

    public Compression {
        if (level < 1 || level > MAX_LEVEL || threads < 1 || threads > MAX_THREADS) {
            throw new IllegalArgumentException("compression is of level " + level + " and " + threads
                    + " threads; give a level from 1 to " + MAX_LEVEL + " and 1 to " + MAX_THREADS + " threads");
        }
    }

    ZstdCompressCtx context() {
        return new ZstdCompressCtx().setLevel(level).setChecksum(true).setWorkers(threads);
    }
}
