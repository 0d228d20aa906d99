package dev.seaworthy.backup;

import java.time.Duration;
import java.util.List;

/** What a restore on a scratch server showed. Immutable. */
public sealed interface RestoreVerdict {
    /** Whether the backup came back with every row as it was. */
    default boolean isProven() {
        return this instanceof Proven;
    }

    /**
     * It came back: every table with the rows that it had when it was dumped, and what else the fingerprint tells of.
     *
     * @param bytes of the dump, before compression
     * @param restoring how long it took to fetch, open and restore it: what a real restore takes
     * @param comparing how long it took to compare it, and to run the checks
     * @param remarks what was not compared, such as foreign tables, and where the two servers differ
     */
    record Proven(int tables, long rows, long bytes, Duration restoring, Duration comparing, List<String> remarks)
            implements RestoreVerdict {
        public Proven {
            if (tables < 1) {
                throw new IllegalArgumentException("tables must be at least 1: nothing compared proves nothing");
            }
            remarks = List.copyOf(remarks);
        }

        /** How long all of it took. */
        public Duration duration() {
            return restoring.plus(comparing);
        }
    }

    /** It came back, and not as it was: one line for each table, sequence and the like. */
    record Differs(List<String> differences) implements RestoreVerdict {
        public Differs {
            differences = List.copyOf(differences);
        }
    }

    /** It did not come back, or nothing of it could be compared, or a check does not hold. */
    record Failed(Step where, String message) implements RestoreVerdict {}

    /** The steps of a restore. */
    enum Step {
        /** Making a scratch database. */
        SCRATCH,
        /** Reading the stored bytes, and finding them to be those that were stored. */
        READ,
        /** Decrypting and decompressing. */
        OPEN,
        /** Restoring into a scratch database. */
        RESTORE,
        /** Comparing what came back with what was dumped. */
        COMPARE,
        /** Asking the checks of the caller. */
        CHECK
    }
}
