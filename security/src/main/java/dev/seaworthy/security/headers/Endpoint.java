package dev.seaworthy.security.headers;

/** The name of an endpoint, as {@code Reporting-Endpoints} explains it. */
final class Endpoint {
    private Endpoint() {}

    static String require(String name) {
        if (!StructuredField.isKey(name)) {
            throw new IllegalArgumentException("Endpoint \"" + name.replaceAll("[^\\x20-\\x7E]", "?")
                    + "\" is no key (RFC 9651 §3.1.2); begin with a to z, go on with a to z, 0 to 9 and _-.*");
        }
        return name;
    }

    /** {@code same-origin; report-to="name"}. */
    static String reporting(String value, String endpoint) {
        return value + "; report-to=" + StructuredField.string(require(endpoint));
    }
}
