package dev.seaworthy.core.failure;

/** Why a run failed, in a line of at most 300 characters that may be kept and shown. */
public final class Reason {
    private static final int MAX_CHARACTERS = 300;

    private Reason() {}

    /** The class and the first line of the message, what looks like a credential masked. */
    public static String of(Throwable thrown) {
        String message = thrown.getMessage();
        String line = message == null ? "" : message.lines().findFirst().orElse("");
        String text = thrown.getClass().getName() + (line.isEmpty() ? "" : ": " + line);
        return cut(Credentials.mask(text));
    }

    /** The beginning of a text, if it is longer than that. */
    public static String cut(String text) {
        String printable = text.replace('\0', ' ');
        return printable.length() <= MAX_CHARACTERS ? printable : printable.substring(0, MAX_CHARACTERS - 1) + "…";
    }
}
