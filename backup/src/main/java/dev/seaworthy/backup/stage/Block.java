package dev.seaworthy.backup.stage;

/**
 * Some bytes of a stream.
 *
 * @param number of the blocks before it
 * @param bytes of which the first {@code length} count; whoever has the block may change them
 * @param isLast whether the stream ends with it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and copies would cost what the blocks are there to save
public record Block(long number, byte[] bytes, int length, boolean isLast) {
    Block asLast() {
        return new Block(number, bytes, length, true);
    }

    /** What this block has become. */
    public Block with(byte[] changed, int changedLength) {
        return new Block(number, changed, changedLength, isLast);
    }
}
