package dev.seaworthy.security.http.limit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a list of RFC 9651 §4.2.1 whose items are strings with parameters, strictly and written from the RFC alone: a
 * member is its string and its parameters, integers each.
 */
final class FieldListReader {
    record Member(String name, Map<String, Long> parameters) {}

    private final String text;
    private int at;

    private FieldListReader(String text) {
        this.text = text;
    }

    static List<Member> read(String text) {
        return new FieldListReader(text).members();
    }

    private List<Member> members() {
        List<Member> members = new ArrayList<>();
        members.add(member());
        while (at < text.length()) {
            skipBlanks();
            expect(',');
            skipBlanks();
            members.add(member());
        }
        return members;
    }

    private Member member() {
        expect('"');
        int start = at;
        while (peek() != '"') {
            if (peek() < ' ' || peek() > '~' || peek() == '\\') {
                throw new IllegalArgumentException("not plain at " + at);
            }
            at++;
        }
        String name = text.substring(start, at++);
        Map<String, Long> parameters = new LinkedHashMap<>();
        while (at < text.length() && peek() == ';') {
            at++;
            skipBlanks();
            String key = run("[a-z*]", "[a-z0-9_\\-.*]");
            expect('=');
            parameters.put(key, integer());
        }
        return new Member(name, parameters);
    }

    private long integer() {
        String sign = peek() == '-' ? "-" : "";
        at += sign.length();
        String digits = run("[0-9]", "[0-9]");
        if (digits.length() > 15) {
            throw new IllegalArgumentException("too long an integer at " + at);
        }
        return Long.parseLong(sign + digits);
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
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
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
