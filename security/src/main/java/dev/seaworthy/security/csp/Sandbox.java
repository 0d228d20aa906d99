package dev.seaworthy.security.csp;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a sandboxed page may do all the same (HTML standard, sandboxing). Its text is how it stands in a policy. */
public enum Sandbox {
    ALLOW_DOWNLOADS,
    ALLOW_FORMS,
    ALLOW_MODALS,
    ALLOW_ORIENTATION_LOCK,
    ALLOW_POINTER_LOCK,
    ALLOW_POPUPS,
    ALLOW_POPUPS_TO_ESCAPE_SANDBOX,
    ALLOW_PRESENTATION,
    ALLOW_SAME_ORIGIN,
    ALLOW_SCRIPTS,
    ALLOW_STORAGE_ACCESS_BY_USER_ACTIVATION,
    ALLOW_TOP_NAVIGATION,
    ALLOW_TOP_NAVIGATION_BY_USER_ACTIVATION,
    ALLOW_TOP_NAVIGATION_TO_CUSTOM_PROTOCOLS;

    static List<String> names() {
        return Arrays.stream(values()).map(Sandbox::toString).toList();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
