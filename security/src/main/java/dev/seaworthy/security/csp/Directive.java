package dev.seaworthy.security.csp;

import java.util.Locale;

/** The directives that hold a list of sources (CSP Level 3 §6.1 to §6.4). */
enum Directive {
    DEFAULT_SRC,
    BASE_URI,
    CHILD_SRC,
    CONNECT_SRC,
    FONT_SRC,
    FORM_ACTION,
    FRAME_ANCESTORS,
    FRAME_SRC,
    IMG_SRC,
    MANIFEST_SRC,
    MEDIA_SRC,
    OBJECT_SRC,
    SCRIPT_SRC,
    SCRIPT_SRC_ATTR,
    SCRIPT_SRC_ELEM,
    STYLE_SRC,
    STYLE_SRC_ATTR,
    STYLE_SRC_ELEM,
    WORKER_SRC;

    /** As it stands in the policy. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
