package dev.seaworthy.core.database.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The expression of a policy as {@code pg_get_expr} prints it, read for the calls in it. What stands in a sub-select
 * without FROM and without a column runs once for each statement, and is passed over. Immutable.
 */
final class PolicyText {
    private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*)";
    private static final Pattern TOKEN = Pattern.compile("'(?:[^']|'')*'|::|" + NAME + "(?:\\." + NAME + ")*|\\S");
    /** What is printed in lower case and is no name: constants, and the words behind the first one of a type. */
    private static final Set<String> WORDS =
            Set.of("true", "false", "varying", "precision", "with", "without", "time", "zone");

    private final String text;
    private final List<Token> tokens;

    PolicyText(String text) {
        this.text = text;
        this.tokens = TOKEN.matcher(text)
                .results()
                .map(match -> new Token(match.group(), match.start(), match.end()))
                .toList();
    }

    /** Those that run for each row, the outer before the inner. */
    List<Call> calls() {
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (runsOnce(i)) {
                i = closing(i);
            } else if (isCall(i)) {
                calls.add(call(i, closing(i + 1)));
            }
        }
        return calls;
    }

    private Call call(int i, int end) {
        return new Call(
                tokens.get(i).text, tokens.get(i).start, tokens.get(end).end, hasColumn(i + 2, end), place(i, end));
    }

    /** A function in FROM is always printed with an alias, or stands in ROWS FROM (...). */
    private Place place(int i, int end) {
        if (isName(end + 1) || is(end + 2, "ORDINALITY") || is(opening(i) - 2, "ROWS")) {
            return Place.ROWS;
        }
        boolean alone = is(i - 1, "(") && is(end + 1, ")");
        return alone && (is(i - 2, "ANY") || is(i - 2, "ALL")) ? Place.ARRAY : Place.VALUE;
    }

    /**
     * The expression with each call that is {@code slow} in a sub-select of its own. {@code ANY ((SELECT ...))} would
     * look through its rows: the array is told from them by its type.
     */
    String wrapped(Predicate<Call> slow, UnaryOperator<String> typeOfName) {
        StringBuilder wrapped = new StringBuilder();
        int written = 0;
        for (Call call : calls()) {
            if (call.start >= written && slow.test(call)) {
                wrapped.append(text, written, call.start).append("(SELECT ");
                wrapped.append(text, call.start, call.end).append(')');
                if (call.place == Place.ARRAY) {
                    wrapped.append("::").append(typeOfName.apply(call.name));
                }
                written = call.end;
            }
        }
        return wrapped.append(text.substring(written)).toString();
    }

    /** What follows a name or a parenthesis is an alias, with the names of its columns. */
    private boolean isCall(int i) {
        return isName(i)
                && is(i + 1, "(")
                && !is(i - 1, "::")
                && !is(i - 1, ")")
                && !is(i - 1, "ORDINALITY")
                && !isName(i - 1);
    }

    /** What a FROM reads has a name, too, and counts as a column here. */
    private boolean runsOnce(int i) {
        if (!is(i, "(") || !is(i + 1, "SELECT")) {
            return false;
        }
        return !hasColumn(i, closing(i));
    }

    private boolean hasColumn(int from, int to) {
        return IntStream.range(from, to).anyMatch(this::isColumn);
    }

    /** A key word is printed in upper case, and a name with a capital letter in double quotes. */
    private boolean isColumn(int i) {
        return isName(i)
                && !is(i + 1, "(")
                && !is(i - 1, "::")
                && !is(i - 1, "AS")
                && !is(i - 1, "COLLATE")
                && !(is(i - 1, "(") && (is(i - 2, "EXTRACT") || is(i - 2, "OPERATOR")))
                && !WORDS.contains(tokens.get(i).text);
    }

    private boolean isName(int i) {
        if (i < 0 || i >= tokens.size()) {
            return false;
        }
        char first = tokens.get(i).text.charAt(0);
        return first == '"' || first == '_' || Character.isLowerCase(first) || isForeignLetter(first);
    }

    private static boolean isForeignLetter(char first) {
        return Character.isLetter(first) && first > 'z';
    }

    private boolean is(int i, String word) {
        return i >= 0 && i < tokens.size() && tokens.get(i).text.equals(word);
    }

    /** Where the parenthesis at {@code open} closes. */
    private int closing(int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            depth += is(i, "(") ? 1 : is(i, ")") ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return tokens.size() - 1;
    }

    /** Where the parenthesis around {@code inner} opens; -1 if there is none. */
    private int opening(int inner) {
        int depth = 0;
        for (int i = inner - 1; i >= 0; i--) {
            depth += is(i, ")") ? 1 : is(i, "(") ? -1 : 0;
            if (depth < 0) {
                return i;
            }
        }
        return -1;
    }

    private record Token(String text, int start, int end) {}

    /** @param ofTheRow whether a column is among its arguments, so that it can't run before the rows are read */
    record Call(String name, int start, int end, boolean ofTheRow, Place place) {}

    /** What the expression takes a call for: one value, the whole array of ANY or ALL, or the rows of a FROM. */
    enum Place {
        VALUE,
        ARRAY,
        ROWS
    }
}
