package dev.seaworthy.backup;

import java.time.Duration;
import java.util.List;

/** What a restore on a scratch server showed. Immutable. */
public sealed interface RestoreVerdict {
    /** Whether the backup came back with every row. */
    default boolean isProven() {
        return this instanceof Proven;
    }

    /** It came back: every table, with as many rows as when it was dumped. */
    record Proven(int tables, long rows, Duration duration) implements RestoreVerdict {
        public Proven {
            if (tables < 1) {
                throw new IllegalArgumentException("tables must be at least 1: nothing compared proves nothing");
            }
        }
    }

    /** It came back, and not as it was: one line for each table. */
    record Differs(List<String> differences) implements RestoreVerdict {
        public Differs {
            differences = List.copyOf(differences);
        }
    }

    /** It did not come back, or nothing of it could be compared. */
    record Failed(Step where, String message) implements RestoreVerdict {}

    /** The steps of a restore. */
    enum Step {
        /** Reading the stored bytes, and finding them to be those that were stored. */
        READ,
        /** Decrypting and decompressing. */
        OPEN,
        /** Restoring into a scratch database. */
        RESTORE,
        /** Comparing the rows. */
        COMPARE
    }
}
