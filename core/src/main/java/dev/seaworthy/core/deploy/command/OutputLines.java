package dev.seaworthy.core.deploy.command;

import java.util.function.Consumer;

/**
 * Characters in, lines out: without control characters, secrets masked. A line ends with a line feed or a carriage
 * return; one that is longer than {@value #LONGEST_LINE} characters is cut there.
 */
final class OutputLines {
    static final int LONGEST_LINE = 8_192;

    private final Masking masking;
    private final Consumer<String> lines;
    private final Controls controls = new Controls();
    private final StringBuilder line = new StringBuilder();
    private final int room;
    private boolean begun;
    private boolean cut;

    OutputLines(Masking masking, Consumer<String> lines) {
        this.masking = masking;
        this.lines = lines;
        room = LONGEST_LINE + masking.longest();
    }

    void take(char[] characters, int count) {
        for (int i = 0; i < count; i++) {
            take(characters[i]);
        }
    }

    private void take(char c) {
        if (c == '\n' || c == '\r') {
            end();
            return;
        }
        begun = true;
        controls.take(c, line);
        if (line.length() > room) {
            line.setLength(room);
            cut = true;
        }
    }

    /** Gives the line that has begun, if one has. */
    void end() {
        if (begun) {
            lines.accept(shown());
        }
        controls.endLine();
        line.setLength(0);
        begun = false;
        cut = false;
    }

    /** What was cut off may be the other half of a secret, so that the last characters are not shown either. */
    private String shown() {
        String masked = masking.mask(line.toString());
        int length = cut ? Math.max(0, masked.length() - masking.longest()) : masked.length();
        return masked.substring(0, Math.min(length, LONGEST_LINE));
    }
}
