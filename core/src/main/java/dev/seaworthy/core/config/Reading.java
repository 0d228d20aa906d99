package dev.seaworthy.core.config;

import dev.seaworthy.core.Secret;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What was read for one component; its value is null after a problem. */
record Reading(Component component, @Nullable Object value, String source) {
    static final String DEFAULT = "default";
    static final String ABSENT = "not set";

    /**
     * What stands before the host of a URL, in whatever text, also one that {@link java.net.URI} does not take apart.
     */
    private static final Pattern CREDENTIALS = Pattern.compile("//[^/?#\\s]*@");

    /** The value as a report may show it. */
    String shown() {
        if (value == null || source.equals(ABSENT)) {
            return "";
        }
        if (component.secret()) {
            return Secret.MASK;
        }
        return CREDENTIALS.matcher(value.toString()).replaceAll("//" + Secret.MASK + "@");
    }

    @Override
    public String toString() {
        return component.variable() + "=" + shown();
    }
}
