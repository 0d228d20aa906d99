package dev.seaworthy.security.headers;

/** {@code Cross-Origin-Embedder-Policy}: whether the page may embed what did not opt in (HTML standard). */
public enum CrossOriginEmbedderPolicy {
    UNSAFE_NONE("unsafe-none"),
    CREDENTIALLESS("credentialless"),
    REQUIRE_CORP("require-corp");

    private final String value;

    CrossOriginEmbedderPolicy(String value) {
        this.value = value;
    }

    /** The value as it is sent. */
    public String value() {
        return value;
    }
}
