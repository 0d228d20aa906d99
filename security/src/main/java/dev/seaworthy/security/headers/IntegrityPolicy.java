package dev.seaworthy.security.headers;

import java.util.List;
import java.util.stream.Stream;

/**
 * {@code Integrity-Policy}: blocks what is loaded without an {@code integrity} attribute (W3C Subresource Integrity,
 * integrity policy). Immutable.
 */
public final class IntegrityPolicy {
    private final List<String> destinations;
    private final List<String> endpoints;

    private IntegrityPolicy(List<String> destinations, List<String> endpoints) {
        this.destinations = destinations;
        this.endpoints = endpoints;
    }

    /** Every script; the only kind that all browsers that know the header check. */
    public static IntegrityPolicy scripts() {
        return new IntegrityPolicy(List.of("script"), List.of());
    }

    /** Every script and every style sheet. */
    public static IntegrityPolicy scriptsAndStyles() {
        return new IntegrityPolicy(List.of("script", "style"), List.of());
    }

    /** Also tells of what it blocks, under a name of {@code Reporting-Endpoints}. */
    public IntegrityPolicy reportTo(String endpoint) {
        return new IntegrityPolicy(
                destinations,
                Stream.concat(endpoints.stream(), Stream.of(Endpoint.require(endpoint)))
                        .distinct()
                        .toList());
    }

    List<String> endpoints() {
        return endpoints;
    }

    /** The value as it is sent. */
    public String value() {
        String blocked = "blocked-destinations=" + StructuredField.innerList(destinations);
        return endpoints.isEmpty() ? blocked : blocked + ", endpoints=" + StructuredField.innerList(endpoints);
    }

    @Override
    public String toString() {
        return value();
    }
}
