package dev.seaworthy.core.database.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
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
                int end = closing(i + 1);
                calls.add(
                        new Call(tokens.get(i).text, tokens.get(i).start, tokens.get(end).end, hasColumn(i + 2, end)));
            }
        }
        return calls;
    }

    /** The expression with each call that is {@code slow} in a sub-select of its own. */
    String wrapped(Predicate<Call> slow) {
        StringBuilder wrapped = new StringBuilder();
        int written = 0;
        for (Call call : calls()) {
            if (call.start >= written && slow.test(call)) {
                wrapped.append(text, written, call.start).append("(SELECT ");
                wrapped.append(text, call.start, call.end).append(')');
                written = call.end;
            }
        }
        return wrapped.append(text.substring(written)).toString();
    }

    private boolean isCall(int i) {
        return isName(i) && is(i + 1, "(") && !is(i - 1, "::");
    }

    private boolean runsOnce(int i) {
        if (!is(i, "(") || !is(i + 1, "SELECT")) {
            return false;
        }
        int end = closing(i);
        return IntStream.range(i, end).noneMatch(each -> is(each, "FROM")) && !hasColumn(i, end);
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
                && !WORDS.contains(tokens.get(i).text);
    }

    private boolean isName(int i) {
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

    private record Token(String text, int start, int end) {}

    /** @param ofTheRow whether a column is among its arguments, so that it can't run before the rows are read */
    record Call(String name, int start, int end, boolean ofTheRow) {}
}
