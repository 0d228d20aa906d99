package dev.seaworthy.core.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A text as words: lower case, split at what is no letter or digit. Few digits at the end of a word do not count.
 *
 * @param words at least one, unless there is no letter or digit
 */
record Phrase(List<String> words) {
    private static final Set<String> NOUNS = Set.of(
            "key",
            "keys",
            "token",
            "secret",
            "password",
            "passwd",
            "pwd",
            "passphrase",
            "credentials",
            "apikey",
            "id",
            "url",
            "uri",
            "dsn",
            "user",
            "username",
            "email",
            "domain",
            "host",
            "hostname",
            "name",
            "value");

    private static final Set<String> REQUESTS =
            Set.of("changeme", "changeit", "changethis", "replaceme", "replacethis", "placeholder", "fixme");

    private static final Set<String> REQUESTED = Set.of("me", "it", "this", "with");

    /** No secret is made of words of these two sets, when one at least is of the first. */
    private static final Set<String> TELLING = Set.of(
            "secret",
            "key",
            "token",
            "password",
            "passwd",
            "passphrase",
            "example",
            "sample",
            "dummy",
            "fake",
            "mock",
            "default",
            "foo",
            "null",
            "none",
            "nil",
            "undefined",
            "change",
            "replace",
            "xxx");

    private static final Set<String> FILLING = Set.of(
            "my",
            "our",
            "your",
            "the",
            "this",
            "some",
            "is",
            "not",
            "very",
            "super",
            "top",
            "long",
            "random",
            "strong",
            "new",
            "test",
            "dev",
            "demo",
            "local",
            "prod",
            "production",
            "live",
            "bar",
            "baz",
            "api",
            "jwt",
            "app",
            "auth",
            "access",
            "client",
            "private",
            "session",
            "signing",
            "encryption",
            "db",
            "database",
            "user",
            "admin",
            "secrets",
            "keys",
            "id",
            "url",
            "value",
            "string",
            "here",
            "goes",
            "insert",
            "put",
            "enter",
            "paste",
            "add",
            "sk",
            "pk",
            "proj",
            "me",
            "it",
            "please",
            "now");

    private static final int LONGEST_WORD = 32;

    /** No word of the two sets is longer. */
    private static final int LONGEST_PART = 10;

    private static final int MOST_DIGITS = 4;

    /** How far {@code your} may stand before what it means. */
    private static final int NEAR = 4;

    static Phrase of(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= lower.length(); i++) {
            if (i == lower.length() || !Character.isLetterOrDigit(lower.charAt(i))) {
                if (i > start) {
                    words.add(withoutNumber(lower.substring(start, i)));
                }
                start = i + 1;
            }
        }
        return new Phrase(words);
    }

    static boolean opensWithAny(String text, List<String> openings) {
        for (String opening : openings) {
            if (text.regionMatches(true, 0, opening, 0, opening.length())) {
                return true;
            }
        }
        return false;
    }

    String joined() {
        return String.join("", words);
    }

    boolean starts(String word) {
        return !words.isEmpty() && words.get(0).equals(word);
    }

    /** {@code change-me-please}. */
    boolean opensWithRequest() {
        return !words.isEmpty() && isRequest(0);
    }

    /** {@code sk-replace-me}. */
    boolean asksForChange() {
        for (int i = 0; i < words.size(); i++) {
            if (isRequest(i)) {
                return true;
            }
        }
        return false;
    }

    /** {@code your-api-key}, anywhere. */
    boolean namesYours() {
        int your = words.indexOf("your");
        return your >= 0
                && words.subList(your, Math.min(words.size(), your + NEAR + 1)).stream()
                        .anyMatch(NOUNS::contains);
    }

    boolean endsWithNoun() {
        return words.size() > 1 && NOUNS.contains(words.get(words.size() - 1));
    }

    /** {@code api-key-goes-here}. */
    boolean endsWithNounAndHere() {
        return words.size() > 1
                && words.get(words.size() - 1).equals("here")
                && words.stream().anyMatch(NOUNS::contains);
    }

    /** {@code TODO: set me}. */
    boolean isNote() {
        return (starts("todo") || starts("tbd"))
                && words.stream().allMatch(word -> word.chars().allMatch(Character::isLetter));
    }

    boolean hasRunOfX(int least) {
        for (String word : words) {
            if (word.length() >= least && isRunOfX(word)) {
                return true;
            }
        }
        return false;
    }

    /** {@code my-secret-key}, {@code mysecretkey}. */
    boolean isMadeOfWords() {
        for (String word : words) {
            if (word.length() > LONGEST_WORD || !(isRunOfX(word) || isMadeOfWords(word))) {
                return false;
            }
        }
        return words.stream().anyMatch(word -> TELLING.stream().anyMatch(word::contains));
    }

    private static boolean isMadeOfWords(String text) {
        for (int end = 2; end <= Math.min(text.length(), LONGEST_PART); end++) {
            String word = text.substring(0, end);
            if ((TELLING.contains(word) || FILLING.contains(word))
                    && (end == text.length() || isMadeOfWords(text.substring(end)))) {
                return true;
            }
        }
        return false;
    }

    private boolean isRequest(int at) {
        String word = words.get(at);
        return REQUESTS.contains(word)
                || ((word.equals("change") || word.equals("replace"))
                        && at + 1 < words.size()
                        && REQUESTED.contains(words.get(at + 1)));
    }

    private static boolean isRunOfX(String word) {
        return word.length() >= 3 && word.chars().allMatch(character -> character == 'x');
    }

    private static String withoutNumber(String word) {
        int end = word.length();
        while (end > 0 && word.charAt(end - 1) >= '0' && word.charAt(end - 1) <= '9') {
            end--;
        }
        return end > 0 && word.length() - end <= MOST_DIGITS ? word.substring(0, end) : word;
    }
}
