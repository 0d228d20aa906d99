package dev.seaworthy.security.cors;

/**
 * What the pages of one allowed origin are answered.
 *
 * @param actual unless the method is OPTIONS
 * @param options to an OPTIONS request that is no preflight
 */
record Grant(CorsDecision preflight, CorsDecision actual, CorsDecision options) {
    CorsDecision actual(boolean isOptions) {
        return isOptions ? options : actual;
    }
}
