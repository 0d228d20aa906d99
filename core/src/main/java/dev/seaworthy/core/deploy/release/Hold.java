package dev.seaworthy.core.deploy.release;

import dev.seaworthy.core.deploy.release.journal.OpenJournal;
import java.time.Duration;

/**
 * What this process has of its journal while a step runs, or waits for another try, and nothing is written.
 *
 * @param every how long it is not asked for it
 */
record Hold(String release, OpenJournal journal, Duration every) {
    static final Duration EVERY = Duration.ofSeconds(5);

    /** @throws LostException if another may have it by now */
    void check() {
        if (!journal.isHeld()) {
            throw new LostException("the journal of " + release + " was lost while a step ran, as its session was cut"
                    + " off: the step was stopped, and nothing was undone. Look who is at the release now; if"
                    + " nobody is, resume it, roll it back, or settle it");
        }
    }

    boolean canBeLost() {
        return !journal.lostUnheard().isZero();
    }

    /** How long one that has lost it may act before it has noticed and come to rest; zero where it can't be lost. */
    Duration lostUnheard(Duration grace) {
        Duration unheard = journal.lostUnheard();
        return unheard.isZero() ? unheard : unheard.plus(every).plus(grace);
    }
}
