package dev.seaworthy.core.deploy.vercel.pattern;

/** A class of characters in brackets, of ECMAScript, for Java. One thread at a time. */
final class JavaScriptClass {
    private final String source;
    private final int start;
    private final StringBuilder java = new StringBuilder();
    private int next;

    JavaScriptClass(String source, int start) {
        this.source = source;
        this.start = start;
        next = start + 1;
    }

    void copyTo(JavaScriptRegex regex) {
        boolean negated = source.startsWith("^", next);
        next += negated ? 1 : 0;
        while (at(next) != ']') {
            member();
        }
        String all = negated ? "[\\s\\S]" : "(?!)";
        regex.append(java.isEmpty() ? all : (negated ? "[^" : "[") + java + "]", next + 1);
    }

    private void member() {
        int first = next;
        int from = character();
        if (at(next) != '-' || at(next + 1) == ']') {
            return;
        }
        next++;
        java.append(from < 0 ? "\\-" : "-");
        int mark = java.length();
        int to = character();
        if (from >= 0 && to < 0) {
            java.insert(mark - 1, '\\');
        }
        if (from >= 0 && to >= 0 && from > to) {
            throw new IllegalArgumentException("a range whose end is before its start, at " + first);
        }
    }

    /** Writes the character or the class of some at this place; tells its number, or -1 for a class. */
    private int character() {
        int mark = java.length();
        if (at(next) != '\\') {
            JavaScriptEscape.literal(source.charAt(next), java);
            return source.charAt(next++);
        }
        at(next + 1);
        boolean one = JavaScriptEscape.isOneCharacter(source, next);
        if (source.charAt(next + 1) == 'b') {
            JavaScriptEscape.literal('\b', java);
            next += 2;
            return '\b';
        }
        next = JavaScriptEscape.copy(source, next, java);
        return one ? number(java.substring(mark)) : -1;
    }

    private static int number(String written) {
        if (written.startsWith("\\u")) {
            return Integer.parseInt(written.substring(2), 16);
        }
        return written.startsWith("\\") ? control(written.charAt(1)) : written.charAt(0);
    }

    private static int control(char escaped) {
        return switch (escaped) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            default -> '\f';
        };
    }

    private char at(int index) {
        if (index >= source.length()) {
            throw new IllegalArgumentException("nothing closes the \"[\", at " + start);
        }
        return source.charAt(index);
    }
}
