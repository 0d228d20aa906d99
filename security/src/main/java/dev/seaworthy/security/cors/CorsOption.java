package dev.seaworthy.security.cors;

/** What a policy has or has not; each is off until it is stated. */
enum CorsOption {
    CREDENTIALS,
    NULL_ORIGIN,
    INSECURE_ORIGINS,
    SUBDOMAINS_OF_PUBLIC_SUFFIXES,
    VARY_ON_PREFLIGHTS,
    EXPLAINED_REFUSALS
}
