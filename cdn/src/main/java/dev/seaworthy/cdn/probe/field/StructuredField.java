package dev.seaworthy.cdn.probe.field;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Reads a structured field as RFC 8941, section 4.2 says: a field that is not wholly right is none at all. */
final class StructuredField {
    private static final int MOST_CHARACTERS = 16_384;
    private static final int MOST_DIGITS = 15;
    private static final int MOST_WHOLE_DIGITS = 12;
    private static final int MOST_FRACTION_DIGITS = 3;

    private final String text;
    private int at;

    private StructuredField(String text) {
        this.text = text;
    }

    /** The members of a list, section 4.2.1; empty if the text is no list. */
    static Optional<List<Item>> list(String text) {
        return read(text, StructuredField::members);
    }

    /** The members of a dictionary, section 4.2.2, the last of a name; empty if the text is none. */
    static Optional<Map<String, Item>> dictionary(String text) {
        return read(text, StructuredField::entries);
    }

    private static <T> Optional<T> read(String text, Grammar<T> grammar) {
        if (text.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        StructuredField field = new StructuredField(text.strip());
        try {
            return Optional.of(grammar.read(field));
        } catch (Malformed e) {
            return Optional.empty();
        }
    }

    private List<Item> members() throws Malformed {
        List<Item> members = new ArrayList<>();
        while (!isAtEnd()) {
            members.add(member());
            next();
        }
        return List.copyOf(members);
    }

    private Map<String, Item> entries() throws Malformed {
        Map<String, Item> entries = new LinkedHashMap<>();
        while (!isAtEnd()) {
            String key = key();
            entries.remove(key);
            entries.put(key, skip('=') ? member() : new Item(true, parameters()));
            next();
        }
        return entries;
    }

    /** Past the comma; a comma must have something after it. */
    private void next() throws Malformed {
        blanks(c -> c == ' ' || c == '\t');
        if (!isAtEnd()) {
            expect(',');
            blanks(c -> c == ' ' || c == '\t');
            require(!isAtEnd());
        }
    }

    private Item member() throws Malformed {
        Object value = peek() == '(' ? innerList() : bareItem();
        return new Item(value, parameters());
    }

    private List<Item> innerList() throws Malformed {
        List<Item> items = new ArrayList<>();
        expect('(');
        blanks(c -> c == ' ');
        while (!skip(')')) {
            items.add(new Item(bareItem(), parameters()));
            require(peek() == ' ' || peek() == ')');
            blanks(c -> c == ' ');
        }
        return List.copyOf(items);
    }

    private Map<String, Object> parameters() throws Malformed {
        Map<String, Object> parameters = new LinkedHashMap<>();
        while (skip(';')) {
            blanks(c -> c == ' ');
            String key = key();
            parameters.remove(key);
            parameters.put(key, skip('=') ? bareItem() : true);
        }
        return parameters;
    }

    private String key() throws Malformed {
        require(isLower(peek()) || peek() == '*');
        return span(c -> isLower(c) || isDigit(c) || "_-.*".indexOf(c) >= 0);
    }

    private Object bareItem() throws Malformed {
        char first = peek();
        if (first == '-' || isDigit(first)) {
            return number();
        }
        if (isLetter(first) || first == '*') {
            return new Item.Token(span(c -> isLetter(c) || isDigit(c) || "!#$%&'*+-.^_`|~:/".indexOf(c) >= 0));
        }
        return switch (first) {
            case '"' -> string();
            case ':' -> bytes();
            case '?' -> bool();
            default -> throw new Malformed();
        };
    }

    private Object number() throws Malformed {
        String sign = skip('-') ? "-" : "";
        String whole = span(StructuredField::isDigit);
        require(!whole.isEmpty());
        if (!skip('.')) {
            require(whole.length() <= MOST_DIGITS);
            return Long.valueOf(sign + whole);
        }
        String fraction = span(StructuredField::isDigit);
        require(whole.length() <= MOST_WHOLE_DIGITS);
        require(!fraction.isEmpty() && fraction.length() <= MOST_FRACTION_DIGITS);
        return new BigDecimal(sign + whole + "." + fraction);
    }

    private String string() throws Malformed {
        StringBuilder string = new StringBuilder();
        expect('"');
        while (!skip('"')) {
            char c = take();
            if (c == '\\') {
                c = take();
                require(c == '"' || c == '\\');
            }
            require(c >= ' ' && c <= '~');
            string.append(c);
        }
        return string.toString();
    }

    private Item.Bytes bytes() throws Malformed {
        expect(':');
        String base64 = span(c -> isLetter(c) || isDigit(c) || "+/=".indexOf(c) >= 0);
        expect(':');
        return new Item.Bytes(base64);
    }

    private Boolean bool() throws Malformed {
        expect('?');
        char c = take();
        require(c == '0' || c == '1');
        return c == '1';
    }

    private String span(IntPredicate wanted) {
        int from = at;
        blanks(wanted);
        return text.substring(from, at);
    }

    private void blanks(IntPredicate wanted) {
        while (!isAtEnd() && wanted.test(text.charAt(at))) {
            at++;
        }
    }

    private boolean skip(char wanted) {
        if (!isAtEnd() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char wanted) throws Malformed {
        require(skip(wanted));
    }

    private char take() throws Malformed {
        char c = peek();
        at++;
        return c;
    }

    private char peek() throws Malformed {
        require(!isAtEnd());
        return text.charAt(at);
    }

    private boolean isAtEnd() {
        return at >= text.length();
    }

    private static void require(boolean met) throws Malformed {
        if (!met) {
            throw new Malformed();
        }
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLower(int c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isLetter(int c) {
        return isLower(c) || (c >= 'A' && c <= 'Z');
    }

    @FunctionalInterface
    private interface Grammar<T> {
        T read(StructuredField field) throws Malformed;
    }

    private static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        private Malformed() {
            super(null, null, false, false);
        }
    }
}
