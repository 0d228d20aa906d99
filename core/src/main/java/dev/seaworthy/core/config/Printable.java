package dev.seaworthy.core.config;

import dev.seaworthy.core.Secret;
import dev.seaworthy.core.config.text.Line;

/** A value as a report may show it: masked, on one line, of a bounded length. */
final class Printable {
    private static final int MOST_CHARS = 80;

    /** No more of a text is looked at. */
    private static final int MOST_READ = 4 * 1024;

    private Printable() {}

    static String of(Reading reading) {
        if (reading.isSpoiled() || reading.state() == Reading.State.ABSENT) {
            return "";
        }
        return reading.isMasked()
                ? Secret.MASK
                : reading.text().map(Printable::of).orElse("");
    }

    /** A sentence of someone else, without the credentials that it may quote. */
    static String message(String text) {
        return Credentials.masked(Line.start(text, MOST_READ), text.length() > MOST_READ);
    }

    private static String of(String text) {
        String masked = message(text);
        String line = Line.of(Line.start(masked, MOST_CHARS));
        return line.length() < masked.length() || text.length() > MOST_READ ? line + "..." : line;
    }
}
