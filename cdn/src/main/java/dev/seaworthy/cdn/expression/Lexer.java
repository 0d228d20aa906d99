package dev.seaworthy.cdn.expression;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Cuts the text of an expression into tokens. One thread at a time. */
final class Lexer {
    private static final String IN_WORDS = "_.:/-";
    private static final List<String> LONG_SIGNS = List.of("==", "!=", "<=", ">=", "&&", "||", "^^");
    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";

    private final String text;
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException if a string does not end or has an escape that is illegal */
    static List<Token> tokens(String text) {
        Lexer lexer = new Lexer(text);
        List<Token> tokens = new ArrayList<>();
        while (lexer.skipBlanks()) {
            tokens.add(lexer.next());
        }
        tokens.add(new Token(Token.Sort.END, ""));
        return tokens;
    }

    /** Refuses a text that is blank, or that could reach out of parentheses around it. */
    static void checkBalance(String text) {
        Deque<Integer> open = new ArrayDeque<>();
        if (text.isBlank()) {
            throw new IllegalArgumentException("An expression needs a text");
        }
        for (Token token : tokens(text)) {
            if (token.sort() == Token.Sort.SIGN && OPENING.contains(token.text())) {
                open.push(OPENING.indexOf(token.text()));
            } else if (token.sort() == Token.Sort.SIGN && CLOSING.contains(token.text())) {
                check(
                        !open.isEmpty() && open.pop() == CLOSING.indexOf(token.text()),
                        "closes a bracket that is not open");
            }
        }
        check(open.isEmpty(), "leaves a bracket open");
    }

    private static void check(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException("The expression " + problem);
        }
    }

    private boolean skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length();
    }

    private Token next() {
        char c = text.charAt(at);
        if (c == '"') {
            return quoted();
        }
        if (c == 'r' && at + 1 < text.length() && "\"#".indexOf(text.charAt(at + 1)) >= 0) {
            return raw();
        }
        return inWord(c) ? word() : sign();
    }

    private Token quoted() {
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != '"') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        check(end < text.length(), "has a string that does not end");
        String inner = text.substring(at + 1, end);
        at = end + 1;
        return new Token(Token.Sort.STRING, Quoted.unescape(inner));
    }

    private Token raw() {
        int quote = text.indexOf('"', at);
        String hashes = quote < 0 ? "-" : text.substring(at + 1, quote);
        check(hashes.matches("#*"), "has an r that begins no raw string");
        int end = text.indexOf('"' + hashes, quote + 1);
        check(end >= 0, "has a raw string that does not end");
        String inner = text.substring(quote + 1, end);
        at = end + 1 + hashes.length();
        return new Token(Token.Sort.STRING, ByteText.of(inner));
    }

    private Token word() {
        int begin = at;
        while (at < text.length() && inWord(text.charAt(at))) {
            at++;
        }
        return new Token(Token.Sort.WORD, text.substring(begin, at));
    }

    private Token sign() {
        String sign = LONG_SIGNS.stream()
                .filter(one -> text.startsWith(one, at))
                .findFirst()
                .orElseGet(() -> text.substring(at, at + 1));
        at += sign.length();
        return new Token(Token.Sort.SIGN, sign);
    }

    private static boolean inWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || IN_WORDS.indexOf(c) >= 0;
    }
}
