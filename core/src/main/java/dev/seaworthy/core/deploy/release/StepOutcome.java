package dev.seaworthy.core.deploy.release;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far one step came, and what became of it. Immutable.
 *
 * @param found what a check found, or why the step failed; an empty text otherwise
 * @param undoReason why it could not be undone, or an empty text
 * @param againReason why it could not be run once more after the rollback, or an empty text
 * @param notes what it noted, by name
 */
public record StepOutcome(
        String step,
        Result result,
        String found,
        Undo undo,
        String undoReason,
        Result again,
        String againReason,
        Map<String, String> notes) {

    public StepOutcome {
        notes = Collections.unmodifiableMap(new LinkedHashMap<>(notes));
    }

    /** How far acting came. */
    public enum Result {
        NOT_BEGUN("not begun"),
        /** It was begun and has no end yet: it may have acted in part. */
        BEGUN("begun"),
        DONE("done"),
        FAILED("failed");

        private final String words;

        Result(String words) {
            this.words = words;
        }
    }

    /** How far undoing came. */
    public enum Undo {
        /** There was no reason to. */
        NOT_NEEDED(""),
        /** It may have acted, and no undo is declared: what it did stays. */
        NONE_DECLARED("NOT undone, as it has no undo"),
        /** It was begun and is not undone, or not yet. */
        NOT_UNDONE("NOT undone"),
        UNDONE("undone"),
        FAILED("could NOT be undone");

        private final String words;

        Undo(String words) {
            this.words = words;
        }
    }

    static StepOutcome of(Step step, StepProgress progress, boolean backwards, boolean released) {
        return new StepOutcome(
                step.name(),
                result(progress.forward()),
                progress.found(),
                undo(step, progress, backwards, released),
                progress.undoReason(),
                result(progress.again()),
                progress.againReason(),
                progress.notes());
    }

    private static Result result(StepProgress.Mark mark) {
        return switch (mark) {
            case NONE -> Result.NOT_BEGUN;
            case BEGUN -> Result.BEGUN;
            case DONE -> Result.DONE;
            case FAILED -> Result.FAILED;
        };
    }

    private static Undo undo(Step step, StepProgress progress, boolean backwards, boolean released) {
        if (!progress.isBegun() || released) {
            return Undo.NOT_NEEDED;
        }
        if (step.undo().isEmpty()) {
            boolean acted = step.kind() == Step.Kind.ACTION && progress.again() != StepProgress.Mark.DONE;
            return backwards && acted ? Undo.NONE_DECLARED : Undo.NOT_NEEDED;
        }
        return switch (progress.undo()) {
            case DONE -> Undo.UNDONE;
            case FAILED -> Undo.FAILED;
            case NONE, BEGUN -> Undo.NOT_UNDONE;
        };
    }

    /** {@code deploy: failed: exit code 1; undone}. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(step).append(": ").append(result.words);
        append(line, ": ", found);
        append(line, "; ", undo.words);
        append(line, ": ", undoReason);
        if (again != Result.NOT_BEGUN) {
            append(line, "; once more after the rollback: ", again.words);
            append(line, ": ", againReason);
        }
        return line.toString();
    }

    private static void append(StringBuilder line, String before, String text) {
        if (!text.isEmpty()) {
            line.append(before).append(text);
        }
    }
}
