package dev.seaworthy.core.config.dotenv;

/**
 * Whose rules a file is read by; the same bytes mean different values to different programs.
 *
 * <table>
 * <caption>The same line, three outcomes</caption>
 * <tr><th>line</th><th>{@link #STRICT}</th><th>{@link #NODE}</th><th>{@link #PYTHON}</th></tr>
 * <tr><td>{@code K=a#b}</td><td>refused</td><td>{@code a}</td><td>{@code a#b}</td></tr>
 * <tr><td>{@code K="a\tb"}</td><td>refused</td><td>backslash and t</td><td>a tab</td></tr>
 * <tr><td>{@code K=`a`}</td><td>refused</td><td>{@code a}</td><td>with its backticks</td></tr>
 * <tr><td>{@code K: v}</td><td>refused</td><td>{@code v}</td><td>refused</td></tr>
 * <tr><td>{@code K}</td><td>refused</td><td>refused</td><td>no entry</td></tr>
 * <tr><td>a name twice</td><td>refused, the first stays</td><td>the last wins</td><td>the last wins</td></tr>
 * </table>
 */
public enum Dialect {
    /**
     * What {@link #NODE} and {@link #PYTHON} read alike, one assignment a line; all else is refused. A value has one
     * pair of quotes or none. Double quotes know {@code \n} and {@code \r}; {@code #} is a comment on a line of its own
     * alone; a name is of ASCII letters, digits and {@code _}.
     */
    STRICT,

    /**
     * motdotla/dotenv 17, the dotenv of npm. Where that one leaves text out without a word, it is also refused: a line
     * that is no assignment, and a value that opens with a quote and is cut by {@code #} before the quote closes (no
     * entry). An open quote that {@code #} doesn't cut is part of the value up to the end of its line, as there.
     */
    NODE,

    /**
     * python-dotenv 1.2.4, without its expansion of <code>${NAME}</code>. What it warns of is refused. A name without
     * {@code =} gives no entry and takes away an earlier one.
     */
    PYTHON
}
