package dev.seaworthy.core.deploy.release;

import dev.seaworthy.core.deploy.check.Verdict;
import dev.seaworthy.core.deploy.release.journal.JournalEntry;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What a step knows of the release that it is run by. Safe for use by many threads, until the try is over. */
public final class StepContext {
    /** The most characters of a noted value: {@value}. */
    public static final int MOST_CHARACTERS = 4_000;

    /** The most values that one step notes: {@value}. */
    public static final int MOST_NOTES = 50;

    /** The most times that the steps of one run note something, all together: {@value}. */
    public static final int MOST_WRITES = 10_000;

    private final Ledger ledger;
    private final String step;
    private Optional<Verdict> found = Optional.empty();
    private boolean over;

    StepContext(Ledger ledger, String step) {
        this.ledger = ledger;
        this.step = step;
    }

    public String release() {
        return ledger.release();
    }

    public String version() {
        return ledger.version();
    }

    /** The name of the step. */
    public String step() {
        return step;
    }

    /**
     * Notes a value in the journal: it is there for this step's undo, for later steps, and after a crash. It is no
     * place for secrets. What is noted twice counts as noted last.
     *
     * @throws IllegalArgumentException if it is longer than {@value #MOST_CHARACTERS} characters
     * @throws IllegalStateException if this try of the step is over, or it is noted more than {@value #MOST_WRITES}
     *     times in this run
     */
    public void note(String name, String value) {
        ledger.tell(written(name, value));
    }

    private synchronized JournalEntry written(String name, String value) {
        if (over) {
            throw new IllegalStateException("step " + step + " notes " + name + " when its time is over");
        }
        if (value.length() > MOST_CHARACTERS || name.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("step " + step + " notes " + Words.cut(name) + ", which has more than "
                    + MOST_CHARACTERS + " characters");
        }
        Map<String, String> notes = ledger.progress().step(step).notes();
        if (notes.size() >= MOST_NOTES && !notes.containsKey(name)) {
            throw new IllegalArgumentException("step " + step + " notes more than " + MOST_NOTES + " values");
        }
        if (ledger.progress().writtenNotes() >= MOST_WRITES) {
            throw new IllegalStateException("step " + step + " notes " + Words.cut(name) + ", and there are "
                    + MOST_WRITES + " notes in this run already");
        }
        return ledger.note(step, name, value);
    }

    /** What this step noted under this name, in this run or before a crash. */
    public Optional<String> noted(String name) {
        return noted(step, name);
    }

    /** The same of a step that came before. */
    public Optional<String> noted(String ofStep, String name) {
        return Optional.ofNullable(ledger.progress().step(ofStep).notes().get(name));
    }

    synchronized void found(Verdict verdict) {
        found = Optional.of(Objects.requireNonNull(verdict, "verdict"));
    }

    synchronized Optional<Verdict> found() {
        return found;
    }

    synchronized void end() {
        over = true;
    }
}
