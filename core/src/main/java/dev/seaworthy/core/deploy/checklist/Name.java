package dev.seaworthy.core.deploy.checklist;

/** A short text for a person, on one line. */
final class Name {
    static final int LONGEST = 100;

    static final String RULE = "1 to " + LONGEST + " printable characters on one line, not blank";

    private Name() {}

    static void check(String text, String subject) {
        if (!isGood(text)) {
            throw new IllegalArgumentException(subject + " must be " + RULE);
        }
    }

    static boolean isGood(String text) {
        return !text.isBlank() && text.length() <= LONGEST && text.codePoints().allMatch(Name::isPrintable);
    }

    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
