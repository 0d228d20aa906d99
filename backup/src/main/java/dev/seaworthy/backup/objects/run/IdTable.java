package dev.seaworthy.backup.objects.run;

import java.util.Arrays;

/**
 * Where ids may be found, by 64 bits of each, in some 24 bytes: what is found is to be compared whole. One thread at a
 * time.
 */
final class IdTable {
    private static final int HEX = 16;
    private static final int NONE = -1;

    private long[] hashes = new long[1024];
    private int[] places = filled(1024);
    private int count;

    private static int[] filled(int length) {
        int[] places = new int[length];
        Arrays.fill(places, NONE);
        return places;
    }

    /** Keeps the first place of each id. */
    void put(String id, int place) {
        if (2L * count > hashes.length) {
            grow();
        }
        put(hash(id), place);
    }

    private void put(long hash, int place) {
        int slot = slot(hash);
        if (places[slot] == NONE) {
            hashes[slot] = hash;
            places[slot] = place;
            count++;
        }
    }

    /** A place, or -1. */
    int find(String id) {
        return places[slot(hash(id))];
    }

    private static long hash(String id) {
        return Long.parseUnsignedLong(id, 0, HEX, 16);
    }

    private int slot(long hash) {
        int mask = hashes.length - 1;
        int slot = (int) hash & mask;
        while (places[slot] != NONE && hashes[slot] != hash) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldHashes = hashes;
        int[] oldPlaces = places;
        hashes = new long[2 * oldHashes.length];
        places = filled(hashes.length);
        count = 0;
        for (int i = 0; i < oldHashes.length; i++) {
            if (oldPlaces[i] != NONE) {
                put(oldHashes[i], oldPlaces[i]);
            }
        }
    }
}
