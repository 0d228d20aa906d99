package dev.seaworthy.core.deploy.release;

import dev.seaworthy.core.deploy.release.journal.JournalEntry;
import java.util.Map;
import java.util.TreeMap;

/** How far one step is: what its entries say. */
final class StepProgress {
    enum Mark {
        NONE,
        BEGUN,
        DONE,
        FAILED
    }

    private final Map<String, String> notes = new TreeMap<>();
    private Mark forward = Mark.NONE;
    private Mark undo = Mark.NONE;
    private Mark again = Mark.NONE;
    private String found = "";
    private String undoReason = "";
    private String againReason = "";

    synchronized Mark forward() {
        return forward;
    }

    synchronized Mark undo() {
        return undo;
    }

    synchronized Mark again() {
        return again;
    }

    /** What a check found, or why the step failed. */
    synchronized String found() {
        return found;
    }

    synchronized String undoReason() {
        return undoReason;
    }

    synchronized String againReason() {
        return againReason;
    }

    synchronized Map<String, String> notes() {
        return new TreeMap<>(notes);
    }

    boolean isBegun() {
        return forward() != Mark.NONE;
    }

    /** Whether it was begun, in whatever direction, and has no end. */
    synchronized boolean isMidway() {
        return forward == Mark.BEGUN || undo == Mark.BEGUN || again == Mark.BEGUN;
    }

    /** Whether going back did not do all that it should here. */
    synchronized boolean isLeft() {
        return undo == Mark.FAILED || again == Mark.FAILED;
    }

    /** What failed is to be tried again forwards. */
    synchronized void resume() {
        forward = forward == Mark.FAILED ? Mark.BEGUN : forward;
    }

    /** What could not be undone is to be tried again, and what follows after it. */
    synchronized void turn() {
        undo = undo == Mark.FAILED ? Mark.NONE : undo;
        again = Mark.NONE;
        undoReason = "";
        againReason = "";
    }

    synchronized void apply(JournalEntry entry) {
        switch (entry.event()) {
            case STEP_BEGUN -> forward = Mark.BEGUN;
            case NOTED -> notes.putAll(entry.details());
            case STEP_DONE -> {
                forward = Mark.DONE;
                found = entry.detail("found");
            }
            case STEP_FAILED -> {
                forward = Mark.FAILED;
                found = entry.detail("reason");
            }
            case UNDO_BEGUN -> undo = Mark.BEGUN;
            case UNDONE -> undo = Mark.DONE;
            case UNDO_FAILED -> {
                undo = Mark.FAILED;
                undoReason = entry.detail("reason");
            }
            case AGAIN_BEGUN -> again = Mark.BEGUN;
            case AGAIN_DONE -> again = Mark.DONE;
            case AGAIN_FAILED -> {
                again = Mark.FAILED;
                againReason = entry.detail("reason");
            }
            default -> throw new IllegalArgumentException(entry + " is not about a step");
        }
    }
}
