package dev.seaworthy.core.config.source;

/**
 * A place where a variable that is missing is set after all, but to nothing.
 *
 * @param source where, as {@link Found#source()}
 */
public record Blank(String source, String hint) {
    public static final Blank NOWHERE = new Blank("", "");
}
