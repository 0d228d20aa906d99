package dev.seaworthy.backup.objects.reading;

import dev.seaworthy.backup.content.Measure;
import java.nio.charset.StandardCharsets;

/**
 * Texts, of each of which it holds 64 bits of its SHA-256: a million take 16 MiB, and two are taken for one by a chance
 * of one in millions. Safe for use by many threads.
 */
final class HashSet64 {
    private static final int LEAST_SLOTS = 1024;

    private long[] slots = new long[LEAST_SLOTS];
    private int size;

    /** The first 64 bits of a text's SHA-256. */
    static long hash(String text) {
        return Long.parseUnsignedLong(
                Measure.of(text.getBytes(StandardCharsets.UTF_8)).sha256().substring(0, 16), 16);
    }

    /** Whether it was not there. */
    synchronized boolean add(String text) {
        long hash = mark(text);
        int slot = slot(slots, hash);
        if (slots[slot] == hash) {
            return false;
        }
        slots[slot] = hash;
        size++;
        if (2 * size > slots.length) {
            grow();
        }
        return true;
    }

    synchronized boolean contains(String text) {
        long hash = mark(text);
        return slots[slot(slots, hash)] == hash;
    }

    synchronized int size() {
        return size;
    }

    /** Zero is a free slot. */
    private static long mark(String text) {
        return hash(text) | 1L;
    }

    /** Where it is, or where it would be put. */
    private static int slot(long[] slots, long hash) {
        int slot = (int) (hash >>> 32) & (slots.length - 1);
        while (slots[slot] != 0 && slots[slot] != hash) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private void grow() {
        long[] more = new long[2 * slots.length];
        for (long hash : slots) {
            if (hash != 0) {
                more[slot(more, hash)] = hash;
            }
        }
        slots = more;
    }
}
