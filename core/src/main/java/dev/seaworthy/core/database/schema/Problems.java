package dev.seaworthy.core.database.schema;

import dev.seaworthy.core.database.sql.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** All that is wrong with one declaration. One thread at a time. */
final class Problems {
    private static final Pattern WORD = Pattern.compile("[a-z_][a-z0-9_.]*");

    private final String subject;
    private final List<String> texts = new ArrayList<>();

    Problems(String subject) {
        this.subject = subject;
    }

    void check(boolean holds, String otherwise) {
        if (!holds) {
            texts.add(otherwise);
        }
    }

    /** A name that PostgreSQL keeps as it is. */
    void name(String name) {
        check(Identifier.fits(name), "must have a name of 1 to " + Identifier.MAX_BYTES + " bytes");
    }

    /** A word that stands in SQL without quotes. */
    void word(String word, String what) {
        check(WORD.matcher(word).matches(), "has a " + what + " that is no lower-case word: " + word);
    }

    void throwIfAny() {
        if (!texts.isEmpty()) {
            throw new IllegalArgumentException(subject + " " + String.join("; it ", texts));
        }
    }
}
