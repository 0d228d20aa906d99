package dev.seaworthy.core.config.dotenv;

import java.util.function.IntPredicate;

/** A place in a text whose lines end in LF. One thread at a time. */
final class Cursor {
    /** What stands behind the last character; a text that has it inside is not read. */
    static final char END = '\0';

    private final String text;
    private int at;
    private int counted;
    private int line = 1;

    private Cursor(String text) {
        this.text = text;
    }

    /** Drops the byte order mark, and makes LF of CRLF and CR. */
    static Cursor over(String text) {
        String unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return new Cursor(unmarked.replace("\r\n", "\n").replace('\r', '\n'));
    }

    boolean ended() {
        return at == text.length();
    }

    int at() {
        return at;
    }

    void moveTo(int place) {
        at = place;
    }

    /** The line of this place, from 1. To be asked at places that only ever go forward. */
    int line() {
        for (; counted < at; counted++) {
            line += text.charAt(counted) == '\n' ? 1 : 0;
        }
        return line;
    }

    char peek() {
        return charAt(at);
    }

    char charAt(int place) {
        return place < text.length() ? text.charAt(place) : END;
    }

    String between(int from, int to) {
        return text.substring(from, to);
    }

    boolean take(String word) {
        boolean here = text.startsWith(word, at);
        at += here ? word.length() : 0;
        return here;
    }

    boolean take(IntPredicate wanted) {
        boolean here = !ended() && wanted.test(peek());
        at += here ? 1 : 0;
        return here;
    }

    /** Whether there was any. */
    boolean skip(IntPredicate wanted) {
        int start = at;
        while (take(wanted)) {}
        return at > start;
    }

    String takeWhile(IntPredicate wanted) {
        int start = at;
        skip(wanted);
        return between(start, at);
    }

    /** Moves to the next one, if there is one. */
    boolean find(char wanted) {
        int found = text.indexOf(wanted, at);
        at = found < 0 ? at : found;
        return found >= 0;
    }
}
