package dev.seaworthy.security.headers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a dictionary of RFC 9651 §4.2.2, strictly and written from the RFC alone: strings come as {@code "text"},
 * tokens as they are, inner lists as lists.
 */
final class StructuredFieldReader {
    private final String text;
    private int at;

    private StructuredFieldReader(String text) {
        this.text = text;
    }

    static Map<String, Object> dictionary(String text) {
        return new StructuredFieldReader(text).dictionary();
    }

    private Map<String, Object> dictionary() {
        Map<String, Object> members = new LinkedHashMap<>();
        while (at < text.length()) {
            String key = key();
            expect('=');
            members.put(key, peek() == '(' ? innerList() : bareItem());
            skipBlanks();
            if (at < text.length()) {
                expect(',');
                skipBlanks();
                if (at == text.length()) {
                    throw new IllegalArgumentException("trailing comma");
                }
            }
        }
        return members;
    }

    private List<Object> innerList() {
        expect('(');
        List<Object> items = new ArrayList<>();
        while (true) {
            skipBlanks();
            if (peek() == ')') {
                at++;
                return items;
            }
            items.add(bareItem());
            if (peek() != ' ' && peek() != ')') {
                throw new IllegalArgumentException("no blank at " + at);
            }
        }
    }

    private String key() {
        return run("[a-z*]", "[a-z0-9_\\-.*]");
    }

    private Object bareItem() {
        return peek() == '"' ? string() : run("[A-Za-z*]", "[A-Za-z0-9!#$%&'*+\\-.^_`|~:/]");
    }

    private String string() {
        expect('"');
        StringBuilder read = new StringBuilder("\"");
        while (peek() != '"') {
            if (peek() == '\\') {
                at++;
                if (peek() != '"' && peek() != '\\') {
                    throw new IllegalArgumentException("bad escape at " + at);
                }
            }
            if (peek() < ' ' || peek() > '~') {
                throw new IllegalArgumentException("not printable at " + at);
            }
            read.append(text.charAt(at++));
        }
        at++;
        return read.append('"').toString();
    }

    private String run(String first, String rest) {
        int start = at;
        while (at < text.length() && text.substring(at, at + 1).matches(at == start ? first : rest)) {
            at++;
        }
        if (at == start) {
            throw new IllegalArgumentException("nothing at " + at);
        }
        return text.substring(start, at);
    }

    private void skipBlanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private void expect(char c) {
        if (peek() != c) {
            throw new IllegalArgumentException("no " + c + " at " + at);
        }
        at++;
    }

    private char peek() {
        if (at >= text.length()) {
            throw new IllegalArgumentException("ends early");
        }
        return text.charAt(at);
    }
}
