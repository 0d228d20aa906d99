package dev.seaworthy.backup.objects.run;

import java.util.Arrays;

/** A set of 64-bit hashes in eight bytes each: filled, then asked. Of a million, two are alike once in 30 million. */
final class Hashes {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private long[] values = new long[16];
    private int count;
    private boolean sorted = true;

    /** FNV-1a of a text and a number, mixed so that all bits count. */
    static long of(String text, long number) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        hash = (hash ^ number) * FNV_PRIME;
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }

    void add(long hash) {
        if (count == values.length) {
            values = Arrays.copyOf(values, count + (count >> 1));
        }
        values[count] = hash;
        count++;
        sorted = false;
    }

    boolean contains(long hash) {
        if (!sorted) {
            Arrays.sort(values, 0, count);
            sorted = true;
        }
        return Arrays.binarySearch(values, 0, count, hash) >= 0;
    }
}
