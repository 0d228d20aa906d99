package dev.seaworthy.cdn.rules;

/** What is done with a request that is not wanted. */
public enum Mitigation {
    BLOCK,
    /** The CDN chooses what the visitor must prove; most see nothing of it. */
    MANAGED_CHALLENGE,
    /** The visitor's browser must run a script. */
    JS_CHALLENGE,
    /** Nothing is done but noted. */
    LOG,
    /** It is spared other checks. */
    SKIP;

    public boolean isChallenge() {
        return this == MANAGED_CHALLENGE || this == JS_CHALLENGE;
    }
}
