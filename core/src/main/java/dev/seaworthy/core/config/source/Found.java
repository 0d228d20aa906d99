package dev.seaworthy.core.config.source;

/**
 * A text that a variable is set to.
 *
 * @param source where, such as {@code process environment} or {@code .env:12}
 * @param sensitive whether it is masked whatever its type, as it comes from where secrets are kept
 * @param literal whether a reference in it stays as it is written
 */
public record Found(String text, String source, boolean sensitive, boolean literal) {
    static Found plain(String text, String source) {
        return new Found(text, source, false, false);
    }

    static Found sensitive(String text, String source) {
        return new Found(text, source, true, true);
    }

    boolean isBlank() {
        return text.isBlank();
    }

    @Override
    public String toString() {
        return "text from " + source;
    }
}
