package dev.seaworthy.backup.objects.repository;

/**
 * A set of keys of which only 64 bits each are kept, so that a million take 16 MiB or less. It never lacks a key that
 * it was given; it can have one that it was not given: of a million, by a chance of one in 30 million. Safe for use by
 * many threads.
 */
public final class HashedKeys {
    private static final int LEAST = 1024;
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private long[] slots = new long[LEAST];
    private int size;

    /** Whether it was not there. */
    public synchronized boolean add(String key) {
        if (size >= slots.length / 4 * 3) {
            grow();
        }
        boolean added = put(hash(key));
        size += added ? 1 : 0;
        return added;
    }

    /** Whether it was given. */
    public synchronized boolean contains(String key) {
        long hash = hash(key);
        return slots[slot(hash)] == hash;
    }

    /** How many it was given. */
    public synchronized int size() {
        return size;
    }

    private void grow() {
        long[] before = slots;
        slots = new long[before.length * 2];
        for (long hash : before) {
            if (hash != 0) {
                put(hash);
            }
        }
    }

    private boolean put(long hash) {
        int slot = slot(hash);
        boolean free = slots[slot] == 0;
        slots[slot] = hash;
        return free;
    }

    /** Where it is, or would be. */
    private int slot(long hash) {
        int mask = slots.length - 1;
        int slot = (int) hash & mask;
        while (slots[slot] != 0 && slots[slot] != hash) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** FNV-1a, mixed as the end of MurmurHash3 does; never 0, which is a free slot. */
    private static long hash(String key) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * FNV_PRIME;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        hash ^= hash >>> 33;
        return hash == 0 ? 1 : hash;
    }
}
