package dev.seaworthy.security.headers;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code Reporting-Endpoints}: where browsers send reports, by the names that other headers use (Reporting API §3.2).
 * Immutable.
 */
public final class ReportingEndpoints {
    private final Map<String, String> endpoints;

    private ReportingEndpoints(Map<String, String> endpoints) {
        this.endpoints = endpoints;
    }

    /** One of them; its URL is {@code https}, or a path on the site itself. */
    public static ReportingEndpoints of(String name, String url) {
        return new ReportingEndpoints(Map.of()).and(name, url);
    }

    /** These and one more. */
    public ReportingEndpoints and(String name, String url) {
        Map<String, String> more = new LinkedHashMap<>(endpoints);
        if (more.put(Endpoint.require(name), requireSafe(url)) != null) {
            throw new IllegalArgumentException("Reporting-Endpoints: " + name + " is stated twice; state it once");
        }
        return new ReportingEndpoints(Collections.unmodifiableMap(more));
    }

    /** Those that other headers may name. */
    public Set<String> names() {
        return endpoints.keySet();
    }

    /** The value as it is sent. */
    public String value() {
        return endpoints.entrySet().stream()
                .map(endpoint -> endpoint.getKey() + "=" + StructuredField.string(endpoint.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String requireSafe(String url) {
        StructuredField.string(url);
        URI uri = URI.create(url);
        boolean onSite = uri.getScheme() == null && url.startsWith("/") && !url.startsWith("//");
        boolean overTls = "https".equals(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null;
        if (!onSite && !overTls) {
            throw new IllegalArgumentException(
                    "Reporting-Endpoints: " + url + " is neither https://host/path nor a /path on the site itself");
        }
        return url;
    }

    @Override
    public String toString() {
        return value();
    }
}
