package dev.seaworthy.core.deploy.vercel.pattern;

import dev.seaworthy.core.deploy.vercel.pattern.Lexeme.Kind;
import java.util.ArrayList;
import java.util.List;

/** Reads the parts of a pattern, left to right. One thread at a time. */
final class PatternReader {
    /** One of these right before a parameter belongs to it. */
    private static final String PREFIXES = "./";

    private final List<Lexeme> lexemes;
    private final String anySegment;
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private int next;
    private int unnamed;

    /** @param anySegment what a parameter without a pattern of its own matches */
    PatternReader(String source, String anySegment) {
        lexemes = Lexeme.of(source);
        this.anySegment = anySegment;
    }

    List<Part> read() {
        while (next < lexemes.size()) {
            String character = take(Kind.CHARACTER);
            String name = take(Kind.NAME);
            String pattern = take(Kind.PATTERN);
            if (!name.isEmpty() || !pattern.isEmpty()) {
                parameter(character, name, pattern);
            } else if (!character.isEmpty()) {
                text.append(character);
            } else {
                escapedOrGroup();
            }
        }
        endText();
        return parts;
    }

    private void parameter(String character, String name, String pattern) {
        boolean prefixed = !character.isEmpty() && PREFIXES.contains(character);
        text.append(prefixed ? "" : character);
        endText();
        add(name, prefixed ? character : "", "", pattern.isEmpty() ? anySegment : pattern);
    }

    private void escapedOrGroup() {
        String escaped = take(Kind.ESCAPED);
        if (!escaped.isEmpty()) {
            text.append(escaped);
            return;
        }
        endText();
        must(Kind.OPEN);
        String prefix = takeText();
        String name = take(Kind.NAME);
        String pattern = take(Kind.PATTERN);
        String suffix = takeText();
        must(Kind.CLOSE);
        add(name, prefix, suffix, !name.isEmpty() && pattern.isEmpty() ? anySegment : pattern);
    }

    private void add(String name, String prefix, String suffix, String pattern) {
        String called = name.isEmpty() && !pattern.isEmpty() ? String.valueOf(unnamed++) : name;
        parts.add(new Part.Parameter(called, !name.isEmpty(), prefix, suffix, pattern, take(Kind.MODIFIER)));
    }

    private void endText() {
        if (!text.isEmpty()) {
            parts.add(new Part.Text(text.toString()));
            text.setLength(0);
        }
    }

    private String takeText() {
        StringBuilder taken = new StringBuilder();
        String one = takeCharacter();
        while (!one.isEmpty()) {
            taken.append(one);
            one = takeCharacter();
        }
        return taken.toString();
    }

    private String takeCharacter() {
        String character = take(Kind.CHARACTER);
        return character.isEmpty() ? take(Kind.ESCAPED) : character;
    }

    private String take(Kind kind) {
        return next < lexemes.size() && lexemes.get(next).kind() == kind
                ? lexemes.get(next++).text()
                : "";
    }

    private void must(Kind kind) {
        if (next == lexemes.size()) {
            throw new IllegalArgumentException("a \"{\" is never closed");
        }
        Lexeme found = lexemes.get(next);
        if (found.kind() != kind) {
            throw new IllegalArgumentException("\"%s\" at %d stands where nothing precedes it or a \"}\" is wanted"
                    .formatted(found.text(), found.index()));
        }
        next++;
    }
}
