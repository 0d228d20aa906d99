package dev.seaworthy.security.headers;

/** {@code X-Permitted-Cross-Domain-Policies}: which policy files Adobe's clients may follow. */
public enum PermittedCrossDomainPolicies {
    NONE("none"),
    MASTER_ONLY("master-only"),
    BY_CONTENT_TYPE("by-content-type"),
    ALL("all");

    private final String value;

    PermittedCrossDomainPolicies(String value) {
        this.value = value;
    }

    /** The value as it is sent. */
    public String value() {
        return value;
    }
}
