package dev.seaworthy.backup.drill;

import dev.seaworthy.backup.RestoreVerdict;
import java.time.Duration;
import java.util.Optional;

/** What a drill showed. Immutable. */
public sealed interface DrillVerdict {
    /** Whether the newest backup is young enough, and came back with every row as it was. */
    default boolean isProven() {
        return this instanceof Proven;
    }

    /** What the restore showed, if there was one. */
    Optional<RestoreVerdict> restore();

    /** What it showed, in one line of at most a few hundred characters. */
    String summary();

    /** The newest backup is young enough and came back. */
    record Proven(DrilledBackup backup, RestoreVerdict.Proven proof) implements DrillVerdict {
        @Override
        public Optional<RestoreVerdict> restore() {
            return Optional.of(proof);
        }

        @Override
        public String summary() {
            return Summary.of(backup, proof);
        }
    }

    /**
     * The newest backup did not come back as it was.
     *
     * @param shown what is told of it; never {@link RestoreVerdict.Proven}
     */
    record Refuted(DrilledBackup backup, RestoreVerdict shown) implements DrillVerdict {
        public Refuted {
            if (shown.isProven()) {
                throw new IllegalArgumentException("shown must not be proven");
            }
        }

        @Override
        public Optional<RestoreVerdict> restore() {
            return Optional.of(shown);
        }

        @Override
        public String summary() {
            return Summary.of(backup, shown);
        }
    }

    /**
     * The restore was not tried to its end: the scratch server could not be reached or has no room, it took too long,
     * or was interrupted. It says nothing of the backup, and proves nothing.
     */
    record Inconclusive(DrilledBackup backup, RestoreVerdict.Failed shown) implements DrillVerdict {
        @Override
        public Optional<RestoreVerdict> restore() {
            return Optional.of(shown);
        }

        @Override
        public String summary() {
            return "Nothing is known of the newest backup. " + Summary.of(backup, shown);
        }
    }

    /**
     * The newest backup is too old: backups are not made any more. It was restored all the same, since it is what there
     * is.
     *
     * @param limit how old it may be
     * @param inconclusive whether the restore was not tried to its end, so that it says nothing of the backup
     */
    record TooOld(DrilledBackup backup, Duration limit, RestoreVerdict shown, boolean inconclusive)
            implements DrillVerdict {
        /** One whose restore came to a result. */
        public TooOld(DrilledBackup backup, Duration limit, RestoreVerdict shown) {
            this(backup, limit, shown, false);
        }

        @Override
        public Optional<RestoreVerdict> restore() {
            return Optional.of(shown);
        }

        @Override
        public String summary() {
            return "The newest backup was begun at " + backup.begun() + ", more than " + limit + " before the drill. "
                    + Summary.of(backup, shown);
        }
    }

    /** There is no backup, or the store did not say which. */
    record NothingRestored(String reason) implements DrillVerdict {
        @Override
        public Optional<RestoreVerdict> restore() {
            return Optional.empty();
        }

        @Override
        public String summary() {
            return "Nothing was restored: " + reason;
        }
    }
}
