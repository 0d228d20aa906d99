package dev.seaworthy.core.deploy.vercel.pattern;

/** What a backslash and the character after it mean to ECMAScript, for Java. */
final class JavaScriptEscape {
    /** Those that mean the same to both. */
    private static final String SHARED = "dDwWsStnrf";

    private JavaScriptEscape() {}

    /** Writes what the escape at {@code index} means, and tells where it ends. */
    static int copy(String source, int index, StringBuilder java) {
        char character = source.charAt(index + 1);
        if (SHARED.indexOf(character) >= 0) {
            java.append('\\').append(character);
            return index + 2;
        }
        int digits = character == 'x' ? 2 : character == 'u' ? 4 : 0;
        int end = index + 2 + digits;
        if (digits > 0
                && end <= source.length()
                && source.substring(index + 2, end).matches("[0-9A-Fa-f]+")) {
            literal((char) Integer.parseInt(source.substring(index + 2, end), 16), java);
            return end;
        }
        switch (character) {
            case 'v' -> literal('\u000B', java);
            case '0' -> literal('\0', java);
            default -> literal(character, java);
        }
        return index + 2;
    }

    /** Whether it is one character, and no class of them. */
    static boolean isOneCharacter(String source, int index) {
        return "dDwWsS".indexOf(source.charAt(index + 1)) < 0;
    }

    static void literal(char character, StringBuilder java) {
        if (character < 0x80 && Character.isLetterOrDigit(character)) {
            java.append(character);
        } else {
            java.append("\\u%04X".formatted((int) character));
        }
    }
}
