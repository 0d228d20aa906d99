package dev.seaworthy.security.csp;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The directives of CSP Level 3 (§6), of the standards that extend it, and those that were given up. Its text is how it
 * stands in a policy.
 */
public enum Directive {
    DEFAULT_SRC(Kind.FETCH),
    CHILD_SRC(Kind.FETCH),
    CONNECT_SRC(Kind.FETCH),
    FENCED_FRAME_SRC(Kind.FETCH),
    FONT_SRC(Kind.FETCH),
    FRAME_SRC(Kind.FETCH),
    IMG_SRC(Kind.FETCH),
    MANIFEST_SRC(Kind.FETCH),
    MEDIA_SRC(Kind.FETCH),
    OBJECT_SRC(Kind.FETCH),
    SCRIPT_SRC(Kind.FETCH),
    SCRIPT_SRC_ATTR(Kind.FETCH),
    SCRIPT_SRC_ELEM(Kind.FETCH),
    STYLE_SRC(Kind.FETCH),
    STYLE_SRC_ATTR(Kind.FETCH),
    STYLE_SRC_ELEM(Kind.FETCH),
    WORKER_SRC(Kind.FETCH),
    BASE_URI(Kind.PLACES),
    FORM_ACTION(Kind.PLACES),
    FRAME_ANCESTORS(Kind.PLACES),
    REPORT_TO(Kind.OTHER),
    REPORT_URI(Kind.OTHER),
    REQUIRE_TRUSTED_TYPES_FOR(Kind.OTHER),
    SANDBOX(Kind.OTHER),
    TRUSTED_TYPES(Kind.OTHER),
    UPGRADE_INSECURE_REQUESTS(Kind.OTHER),
    WEBRTC(Kind.OTHER),
    BLOCK_ALL_MIXED_CONTENT(Kind.OBSOLETE),
    DISOWN_OPENER(Kind.OBSOLETE),
    NAVIGATE_TO(Kind.OBSOLETE),
    PLUGIN_TYPES(Kind.OBSOLETE),
    PREFETCH_SRC(Kind.OBSOLETE),
    REFERRER(Kind.OBSOLETE),
    REFLECTED_XSS(Kind.OBSOLETE),
    REQUIRE_SRI_FOR(Kind.OBSOLETE);

    private enum Kind {
        FETCH,
        PLACES,
        OTHER,
        OBSOLETE
    }

    private static final Map<String, Directive> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(Directive::toString, Function.identity()));

    private final Kind kind;
    private final String text;

    Directive(Kind kind) {
        this.kind = kind;
        text = name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The one of this name, written in lower case; empty if there is none. */
    public static Optional<Directive> of(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** The names of those that a new policy may use. */
    public static List<String> names() {
        return Arrays.stream(values())
                .filter(directive -> !directive.isObsolete())
                .map(Directive::toString)
                .toList();
    }

    /** Whether it says from where something is loaded, and falls back to {@code default-src}. */
    public boolean isFetch() {
        return kind == Kind.FETCH;
    }

    /** Whether its value is a list of sources. */
    public boolean listsSources() {
        return kind == Kind.FETCH || kind == Kind.PLACES;
    }

    /** Whether browsers no longer follow it. */
    public boolean isObsolete() {
        return kind == Kind.OBSOLETE;
    }

    @Override
    public String toString() {
        return text;
    }
}
