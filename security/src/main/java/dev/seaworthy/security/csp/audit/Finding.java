package dev.seaworthy.security.csp.audit;

/**
 * One thing that is weak in a policy. Immutable.
 *
 * @param directive as it stands in the policy, or the one that is missing; shown in printable ASCII and cut, as the
 *     policy may be anybody's
 * @param value the one at fault, shown likewise; empty if it is the directive as a whole
 * @param advice what follows from it, and what to do
 */
public record Finding(Check check, Severity severity, String directive, String value, String advice) {
    private static final int MOST_SHOWN = 100;

    public Finding {
        directive = shown(directive);
        value = shown(value);
    }

    private static String shown(String text) {
        String printable = text.replaceAll("[^\\x20-\\x7E]", "?");
        return printable.length() <= MOST_SHOWN ? printable : printable.substring(0, MOST_SHOWN) + "...";
    }

    /** {@code HIGH script-src 'unsafe-inline': lets …}. */
    @Override
    public String toString() {
        return severity + " " + directive + (value.isEmpty() ? "" : " " + value) + ": " + advice;
    }
}
