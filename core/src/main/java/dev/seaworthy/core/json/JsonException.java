package dev.seaworthy.core.json;

import dev.seaworthy.core.SeaworthyException;

/** A text that is not JSON of its type. It says where, never what: neither message nor cause quotes the text. */
public final class JsonException extends SeaworthyException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    JsonException(int line, int column) {
        super("Can't read JSON: see line %d, column %d".formatted(line, column));
        this.line = line;
        this.column = column;
    }

    /** From 1. */
    public int line() {
        return line;
    }

    /** From 1. */
    public int column() {
        return column;
    }
}
