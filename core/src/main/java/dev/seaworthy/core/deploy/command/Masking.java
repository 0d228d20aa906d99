package dev.seaworthy.core.deploy.command;

import dev.seaworthy.core.Secret;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Hides secrets in one line of text: as they are, each line of one of many lines, and in {@link SecretForms}. */
final class Masking {
    /** Of a part of a secret, or of another form of it: a shorter one would hide half of what is written. */
    private static final int SHORTEST_DERIVED = 8;

    /** Of a secret of more lines, each line is hidden as it is and not in other forms, which would be too many. */
    static final int MOST_LINES = 200;

    private final Set<String> forms = new LinkedHashSet<>();

    Masking(Collection<Secret> secrets) {
        for (Secret secret : secrets) {
            add(secret.reveal());
        }
    }

    /** A secret from a file ends with a line feed, which a program that uses it takes off. */
    private void add(String secret) {
        List<String> lines = secret.lines().toList();
        boolean single = lines.size() == 1;
        lines.forEach(line -> derive(line, single));
        derive(secret.strip(), single);
        Set<String> texts = new LinkedHashSet<>(List.of(secret, secret.strip()));
        if (lines.size() <= MOST_LINES) {
            lines.forEach(line -> texts.addAll(List.of(line, line.strip())));
        }
        texts.forEach(text -> SecretForms.of(text).forEach(form -> derive(form, false)));
    }

    private void derive(String form, boolean whole) {
        String shown = Controls.strip(form);
        if (!shown.isEmpty() && (whole || shown.length() >= SHORTEST_DERIVED)) {
            forms.add(shown);
        }
    }

    /** The most characters that a form has. */
    int longest() {
        return forms.stream().mapToInt(String::length).max().orElse(0);
    }

    boolean finds(String text) {
        return forms.stream().anyMatch(text::contains);
    }

    String mask(String text) {
        BitSet hidden = new BitSet(text.length());
        for (String form : forms) {
            for (int at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
                hidden.set(at, at + form.length());
            }
        }
        return hidden.isEmpty() ? text : masked(text, hidden);
    }

    private static String masked(String text, BitSet hidden) {
        StringBuilder shown = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int from = hidden.nextSetBit(at);
            if (from < 0) {
                return shown.append(text, at, text.length()).toString();
            }
            shown.append(text, at, from).append(Secret.MASK);
            at = hidden.nextClearBit(from);
        }
        return shown.toString();
    }
}
