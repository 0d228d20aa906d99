package dev.seaworthy.security.scan.rule;

import java.util.Set;

/**
 * Goes from one start tag of a page to the next, past comments and past what is text inside (HTML standard §13.2.5, in
 * rough). Its time grows with the length of the page alone, whatever is in it.
 */
final class TagScanner {
    private static final Set<String> RAW = Set.of("script", "style", "textarea", "title");

    private final String page;
    private final String lower;
    private int at;

    TagScanner(String page) {
        this.page = page;
        StringBuilder small = new StringBuilder(page);
        for (int i = 0; i < small.length(); i++) {
            char c = small.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                small.setCharAt(i, (char) (c + 'a' - 'A'));
            }
        }
        lower = small.toString();
    }

    /** {@link Tag#NONE} at the end; what begins and does not end is none. */
    Tag next() {
        for (at = page.indexOf('<', at); at >= 0; at = page.indexOf('<', at)) {
            if (page.startsWith("<!--", at)) {
                at = after(page.indexOf("-->", at + "<!--".length()), "-->".length());
            } else if (at + 1 < page.length() && isLetter(lower.charAt(at + 1))) {
                return tag();
            } else {
                at++;
            }
        }
        at = page.length();
        return Tag.NONE;
    }

    private Tag tag() {
        int nameEnd = nameEnd();
        int end = tagEnd(nameEnd);
        String name = lower.substring(at + 1, nameEnd);
        if (end == page.length()) {
            at = end;
            return Tag.NONE;
        }
        at = end + 1;
        String text = "";
        if (RAW.contains(name)) {
            int close = lower.indexOf("</" + name, at);
            text = page.substring(at, close < 0 ? page.length() : close);
            at += text.length();
        }
        return Tag.of(name, page.substring(nameEnd, end), text);
    }

    private int nameEnd() {
        int end = at + 1;
        while (end < page.length() && isLetterOrDigit(lower.charAt(end))) {
            end++;
        }
        return end;
    }

    /** A bracket in quotes ends nothing. */
    private int tagEnd(int from) {
        char quote = 0;
        for (int end = from; end < page.length(); end++) {
            char c = page.charAt(end);
            if (quote == 0 && c == '>') {
                return end;
            }
            if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            }
        }
        return page.length();
    }

    private int after(int found, int length) {
        return found < 0 ? page.length() : found + length;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isLetterOrDigit(char c) {
        return isLetter(c) || (c >= '0' && c <= '9') || c == '-';
    }
}
