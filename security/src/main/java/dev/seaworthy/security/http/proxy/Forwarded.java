package dev.seaworthy.security.http.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The header {@code Forwarded} (RFC 7239 §4), from the first hop to the last. */
final class Forwarded {
    private final String text;
    private int at;

    private Forwarded(String text) {
        this.text = text;
    }

    /** One unknown hop where the text is malformed: nothing in it can be believed then. */
    static List<Hop> hops(String text) {
        try {
            return new Forwarded(text).read();
        } catch (Malformed e) {
            return List.of(Hop.UNKNOWN);
        }
    }

    private List<Hop> read() throws Malformed {
        List<Hop> hops = new ArrayList<>();
        do {
            hops.add(hop(element()));
        } while (skip(','));
        if (at < text.length()) {
            throw new Malformed();
        }
        return hops;
    }

    private static Hop hop(Map<String, String> pairs) {
        return new Hop(
                Optional.ofNullable(pairs.get("for")).flatMap(AddressText::ofNode),
                Optional.ofNullable(pairs.get("proto")).map(proto -> proto.toLowerCase(Locale.ROOT)));
    }

    private Map<String, String> element() throws Malformed {
        Map<String, String> pairs = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        do {
            blanks();
            String name = token();
            if (name.isEmpty()) {
                continue;
            }
            if (!skip('=') || pairs.putIfAbsent(name, value()) != null) {
                throw new Malformed();
            }
            blanks();
        } while (skip(';'));
        return pairs;
    }

    private String value() throws Malformed {
        if (skip('"')) {
            return quoted();
        }
        String value = token();
        if (value.isEmpty()) {
            throw new Malformed();
        }
        return value;
    }

    private String quoted() throws Malformed {
        StringBuilder value = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return value.toString();
            }
            if (c == '\\' && at < text.length()) {
                value.append(text.charAt(at++));
            } else {
                value.append(c);
            }
        }
        throw new Malformed();
    }

    /** As lenient as proxies are: colons and brackets belong in quotes, but are not always. */
    private String token() {
        int start = at;
        while (at < text.length() && ",;=\" \t".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private void blanks() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    private boolean skip(char c) {
        boolean there = at < text.length() && text.charAt(at) == c;
        if (there) {
            at++;
        }
        return there;
    }

    private static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed() {
            super(null, null, false, false);
        }
    }
}
