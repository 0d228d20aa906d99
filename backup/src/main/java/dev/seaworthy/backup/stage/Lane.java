package dev.seaworthy.backup.stage;

/**
 * How much a stage takes. Immutable.
 *
 * @param name of its threads, after {@code seaworthy-}
 * @param blockBytes the size of a block
 * @param spareBytes room behind those of a block, for what a stage adds to it in place
 * @param blocks how many it holds at most, from the one that is being filled to the one that is being written
 * @param helpers how many threads apply the stage at once; the one that keeps the order does what none of them has
 *     begun
 */
public record Lane(String name, int blockBytes, int spareBytes, int blocks, int helpers) {
    public Lane {
        if (blockBytes < 1 || spareBytes < 0 || blocks < 2 || helpers < 0) {
            throw new IllegalArgumentException(
                    "a lane has blocks of a byte at least, two of them at least, and no fewer spare bytes and helpers than none: "
                            + blockBytes + ", " + blocks + ", " + spareBytes + ", " + helpers);
        }
    }

    /** One whose blocks are only handed on, or replaced. */
    public Lane(String name, int blockBytes, int blocks, int helpers) {
        this(name, blockBytes, 0, blocks, helpers);
    }
}
