package dev.seaworthy.security.scan.rule;

import dev.seaworthy.security.scan.grade.Rating;

/** What the Observatory takes points for in a policy, in the order in which that decides. */
enum PolicyWeakness {
    INVALID(Rating.CSP_HEADER_INVALID),
    SCRIPT_INLINE(Rating.CSP_UNSAFE_INLINE),
    SCRIPT_BROAD(Rating.CSP_UNSAFE_INLINE),
    OBJECT_BROAD(Rating.CSP_UNSAFE_INLINE),
    PLAIN_ACTIVE(Rating.CSP_INSECURE_SCHEME),
    EVAL(Rating.CSP_UNSAFE_EVAL),
    PLAIN_PASSIVE(Rating.CSP_INSECURE_SCHEME_IN_PASSIVE_CONTENT_ONLY),
    STYLE_INLINE(Rating.CSP_UNSAFE_INLINE_IN_STYLE_SRC_ONLY),
    STYLE_BROAD(Rating.CSP_UNSAFE_INLINE_IN_STYLE_SRC_ONLY),
    DUPLICATES(Rating.CSP_DUPLICATE_DIRECTIVES);

    private final Rating rating;

    PolicyWeakness(Rating rating) {
        this.rating = rating;
    }

    Rating rating() {
        return rating;
    }
}
