package dev.seaworthy.cdn.expression;

/** What a field holds. */
enum Kind {
    TEXT,
    /** Several texts by a name, of which any may fit. */
    NAMED_TEXTS,
    NUMBER,
    ADDRESS,
    FLAG
}
