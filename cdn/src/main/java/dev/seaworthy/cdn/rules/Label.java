package dev.seaworthy.cdn.rules;

import java.util.regex.Pattern;

/**
 * The names of a rule.
 *
 * @param id small letters, digits, {@code -} and {@code _}
 * @param name for people
 */
record Label(String id, String name) {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,59}");
    private static final int LONGEST_NAME = 500;

    Label {
        if (!ID.matcher(id).matches() || id.startsWith(Rule.REF_PREFIX)) {
            throw new IllegalArgumentException("A rule's id is 1 to 60 small letters, digits, - and _, without "
                    + Rule.REF_PREFIX + " before it: \"" + id + "\"");
        }
        if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "The name of rule " + id + " is one line of 1 to " + LONGEST_NAME + " characters");
        }
    }

    static Label of(String id) {
        return new Label(id, id);
    }

    Label named(String text) {
        return new Label(id, text);
    }

    String ref() {
        return Rule.REF_PREFIX + id;
    }
}
