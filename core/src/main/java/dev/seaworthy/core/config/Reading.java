package dev.seaworthy.core.config;

import dev.seaworthy.core.Secret;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What was read for one component; its value is null after a problem. */
record Reading(Component component, @Nullable Object value, String source) {
    static final String DEFAULT = "default";
    static final String ABSENT = "not set";

    /** The value as a report may show it. */
    String shown() {
        if (value == null || source.equals(ABSENT)) {
            return "";
        }
        if (component.secret()) {
            return Secret.MASK;
        }
        return value instanceof URI uri && uri.getRawUserInfo() != null
                ? uri.toString().replace(uri.getRawUserInfo() + "@", Secret.MASK + "@")
                : value.toString();
    }

    @Override
    public String toString() {
        return component.variable() + "=" + shown();
    }
}
