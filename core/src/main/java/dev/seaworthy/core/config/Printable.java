package dev.seaworthy.core.config;

import dev.seaworthy.core.Secret;
import java.util.regex.Pattern;

/** A value as a report may show it: masked, on one line, of a bounded length. */
final class Printable {
    private static final int MOST_CHARS = 80;

    /**
     * What stands before the host of a URL, in whatever text, also one that {@link java.net.URI} does not take apart.
     */
    private static final Pattern CREDENTIALS = Pattern.compile("//[^/?#\\s]*@");

    /** What the query of a URL says under a name that promises a secret. */
    private static final Pattern PARAMETER =
            Pattern.compile("(?i)([?&;][^=&\\s]*(?:password|passwd|pwd|secret|token|key|signature|sig)=)[^&#\\s]*");

    private Printable() {}

    static String of(Reading reading) {
        if (reading.isSpoiled() || reading.state() == Reading.State.ABSENT) {
            return "";
        }
        return reading.isMasked()
                ? Secret.MASK
                : reading.text().map(Printable::of).orElse("");
    }

    static boolean hasCredentials(String text) {
        return CREDENTIALS.matcher(text).find() || PARAMETER.matcher(text).find();
    }

    static String of(String text) {
        String masked = PARAMETER
                .matcher(CREDENTIALS.matcher(text).replaceAll("//" + Secret.MASK + "@"))
                .replaceAll("$1" + Secret.MASK);
        String line = masked.replaceAll("\\p{Cntrl}", "\uFFFD");
        return line.length() <= MOST_CHARS ? line : line.substring(0, MOST_CHARS) + "...";
    }
}
