package dev.seaworthy.security.password.policy;

import dev.seaworthy.security.declaration.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which passwords may be chosen, by NIST SP 800-63B-4 §3.1.1: length and lists of what is guessed first; no rule about
 * kinds of characters, and no end to a password's life. Ask it when a password is chosen, not at a login. Immutable.
 */
public final class PasswordPolicy {
    private static final int LONGEST = 1024;
    private static final int SHORTEST_WORD = 4;

    private final int minLength;
    private final Set<String> common;
    private final @Nullable BreachList breaches;

    private PasswordPolicy(Builder builder) {
        minLength = builder.minLength;
        common = new TreeSet<>(builder.common);
        breaches = builder.breaches;
    }

    /** 15 characters or more, since the password alone lets its owner in; common ones and patterns are refused. */
    public static PasswordPolicy nist() {
        return builder().build();
    }

    /** As {@link #nist()}, and more stated. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Tells all that speaks against a password.
     *
     * @param context words that an attacker would try: the user's name and address, the service's name
     */
    public PasswordVerdict check(CharSequence password, String... context) {
        List<Weakness> weaknesses = new ArrayList<>();
        length(password).ifPresent(weaknesses::add);
        if (password.length() <= LONGEST) {
            content(password.toString().toLowerCase(Locale.ROOT), context).ifPresent(weaknesses::add);
        }
        Optional<Long> seen = seen(password);
        seen.filter(count -> count > 0)
                .ifPresent(count -> weaknesses.add(new Weakness(
                        Weakness.Rule.BREACHED,
                        "is known from breaches elsewhere; take one that you use nowhere else")));
        return new PasswordVerdict(weaknesses, seen.isPresent());
    }

    /** A character is a code point of Unicode. */
    private Optional<Weakness> length(CharSequence password) {
        String text = password.toString();
        if (text.codePointCount(0, text.length()) < minLength) {
            return Optional.of(new Weakness(
                    Weakness.Rule.TOO_SHORT, "has fewer than " + minLength + " characters; take several words"));
        }
        return text.length() > LONGEST || text.getBytes(StandardCharsets.UTF_8).length > LONGEST
                ? Optional.of(new Weakness(Weakness.Rule.TOO_LONG, "has more than " + LONGEST + " bytes in UTF-8"))
                : Optional.empty();
    }

    private Optional<Weakness> content(String lower, String... context) {
        String piece = Patterns.piece(lower);
        if (common.contains(lower) || common.contains(piece)) {
            return Optional.of(new Weakness(Weakness.Rule.COMMON, "is one of those that are guessed first"));
        }
        if (piece.length() < lower.length() || Patterns.isRows(lower)) {
            return Optional.of(new Weakness(Weakness.Rule.PATTERN, "is a pattern that is guessed first"));
        }
        return without(words(context), lower).length() * 2 < lower.length()
                ? Optional.of(new Weakness(
                        Weakness.Rule.CONTEXT, "is little more than names or words that others know of you"))
                : Optional.empty();
    }

    /** An address counts as a whole and in its parts; the longest comes first. */
    private static List<String> words(String... context) {
        return Stream.of(context)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .flatMap(word -> Stream.concat(Stream.of(word), Stream.of(word.split("[^\\p{L}\\p{N}]+"))))
                .filter(word -> word.length() >= SHORTEST_WORD)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    private static String without(List<String> words, String password) {
        String rest = password;
        for (String word : words) {
            rest = rest.replace(word, "");
        }
        return rest;
    }

    /** Empty if nobody could say. */
    private Optional<Long> seen(CharSequence password) {
        if (breaches == null) {
            return Optional.empty();
        }
        Fingerprint fingerprint = Fingerprint.of(password);
        try {
            return Optional.of(breaches.range(fingerprint.prefix()).getOrDefault(fingerprint.rest(), 0L));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** States what is refused. */
    public static final class Builder {
        private static final int SHORTEST = 8;
        private static final int SHORTEST_ALONE = 15;

        private final Problems problems = new Problems("PasswordPolicy");
        private final Set<String> common = new TreeSet<>(CommonPasswords.all());
        private int minLength = SHORTEST_ALONE;
        private @Nullable BreachList breaches;

        private Builder() {}

        /** 8 or more, and less than 15 only where a second factor is always asked for; 15 if not said. */
        public Builder minLength(int characters) {
            if (characters < SHORTEST || characters > LONGEST) {
                problems.add("minLength is " + characters + "; give " + SHORTEST + " to " + LONGEST);
            }
            minLength = characters;
            return this;
        }

        /** More that are refused, whatever the case of their letters. */
        public Builder refuse(Stream<String> passwords) {
            passwords.map(password -> password.toLowerCase(Locale.ROOT)).forEach(common::add);
            return this;
        }

        /** Asked about each password; if it does not answer, the password is not refused for it. */
        public Builder breaches(BreachList list) {
            breaches = list;
            return this;
        }

        /** Refuses with an {@link IllegalArgumentException} that tells all problems. */
        public PasswordPolicy build() {
            problems.refuse();
            return new PasswordPolicy(this);
        }
    }
}
