package dev.seaworthy.backup.retention;

import java.time.Instant;
import java.util.Objects;

/**
 * That one backup is not to be deleted until somebody releases it. Immutable.
 *
 * @param backup the id of the backup
 * @param text why, or the name of the case: 1 to {@value #MAX_LENGTH} characters, none of them a control character
 * @param since when it was marked
 */
public record Mark(Kind kind, String backup, String text, Instant since) {
    /** How long a text may be. */
    public static final int MAX_LENGTH = 200;

    public Mark {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(backup, "backup");
        Objects.requireNonNull(since, "since");
        if (text.isBlank() || text.length() > MAX_LENGTH || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("text must say why, in one line of at most " + MAX_LENGTH
                    + " characters: " + text.length() + " were given");
        }
    }

    /** Who asks for it. */
    public enum Kind {
        /** Somebody who will need it: before a migration, say. */
        PIN,
        /** A case at law. */
        LEGAL_HOLD
    }
}
