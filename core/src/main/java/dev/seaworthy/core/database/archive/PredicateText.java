package dev.seaworthy.core.database.archive;

/** A predicate that can't reach out of the parentheses that it is put into. */
final class PredicateText {
    private PredicateText() {}

    static void check(String predicate) {
        if (predicate.isBlank() || !isClosed(predicate)) {
            throw new IllegalArgumentException(
                    "predicate of an archive must be one SQL condition, without comments, dollar quotes, backslashes"
                            + " or semicolons, and with its quotes and parentheses in pairs: " + predicate);
        }
    }

    /** A doubled quote inside quotes closes and opens again, which comes to the same. */
    private static boolean isClosed(String text) {
        int depth = 0;
        char quote = 0;
        for (int i = 0; i < text.length() && depth >= 0; i++) {
            char c = text.charAt(i);
            if (c == '\\' || c == '\0') {
                return false;
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (endsTheCondition(text, i)) {
                return false;
            } else {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            }
        }
        return depth == 0 && quote == 0;
    }

    private static boolean endsTheCondition(String text, int i) {
        return text.charAt(i) == ';' || text.charAt(i) == '$' || text.startsWith("--", i) || text.startsWith("/*", i);
    }
}
