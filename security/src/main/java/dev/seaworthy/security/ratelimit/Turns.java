package dev.seaworthy.security.ratelimit;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * One question at a time about each key: those of one process would but fight over one value. Safe for use by many
 * threads.
 */
final class Turns {
    private final ConcurrentHashMap<String, Turn> turns = new ConcurrentHashMap<>();

    /** Waits for those who came before; whoever has the turn ends it. */
    Turn await(String key, Patience patience) throws UnavailableException {
        Turn turn = turns.compute(key, (same, known) -> (known == null ? new Turn(same) : known).joined());
        boolean taken = false;
        try {
            taken = patience.acquire(turn.free);
        } finally {
            if (!taken) {
                leave(turn);
            }
        }
        if (!taken) {
            throw UnavailableException.busy(
                    "others asked about the same key for " + patience.whole().toMillis() + " ms");
        }
        return turn;
    }

    /** How many are asked about. */
    int keys() {
        return turns.size();
    }

    private void leave(Turn turn) {
        turns.computeIfPresent(turn.key, (key, known) -> known.left());
    }

    /** Of one key, while anybody asks about it. */
    final class Turn {
        private final String key;
        private final Semaphore free = new Semaphore(1, true);

        /** Changed by whoever has the key's place in the map. */
        private int present;

        private Turn(String key) {
            this.key = key;
        }

        private Turn joined() {
            present++;
            return this;
        }

        private @Nullable Turn left() {
            present--;
            return present == 0 ? null : this;
        }

        void end() {
            free.release();
            leave(this);
        }
    }
}
