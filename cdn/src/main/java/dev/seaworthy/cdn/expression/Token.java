package dev.seaworthy.cdn.expression;

/**
 * A piece of an expression's text.
 *
 * @param text of a string its bytes, of all else as it stands
 */
record Token(Sort sort, String text) {
    enum Sort {
        WORD,
        STRING,
        SIGN,
        END
    }

    boolean is(String word) {
        return sort != Sort.STRING && text.equals(word);
    }
}
