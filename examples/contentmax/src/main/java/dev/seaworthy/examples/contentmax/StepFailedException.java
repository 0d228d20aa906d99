package dev.seaworthy.examples.contentmax;

/** A step that did what it could and did not get what it should. */
final class StepFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    StepFailedException(String message) {
        super(message);
    }

    static void unless(boolean holds, String message) throws StepFailedException {
        if (!holds) {
            throw new StepFailedException(message);
        }
    }
}
