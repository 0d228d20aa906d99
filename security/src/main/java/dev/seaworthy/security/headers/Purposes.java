package dev.seaworthy.security.headers;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What each header is there for. */
final class Purposes {
    private static final Map<String, String> BY_NAME = Map.ofEntries(
            Map.entry(
                    "cache-control",
                    "Private answers in caches of browsers and proxies, where others could read them."),
            Map.entry("clear-site-data", "Traces of a session in a browser that its user has left."),
            Map.entry("content-security-policy", "Cross-site scripting, injected content and clickjacking."),
            Map.entry(
                    "content-security-policy-report-only",
                    "Surprises: tells what a policy would block, and blocks nothing."),
            Map.entry("cross-origin-embedder-policy", "Spectre-like reads of what other sites did not agree to lend."),
            Map.entry(
                    "cross-origin-embedder-policy-report-only",
                    "Surprises: tells what the embedder policy would block."),
            Map.entry(
                    "cross-origin-opener-policy",
                    "Windows of other sites that hold a reference to the page (XS-Leaks, tabnabbing)."),
            Map.entry("cross-origin-opener-policy-report-only", "Surprises: tells what the opener policy would cut."),
            Map.entry("cross-origin-resource-policy", "Other sites that embed the response to learn from it."),
            Map.entry(
                    "integrity-policy",
                    "Changed scripts from other hosts, where an integrity attribute was forgotten."),
            Map.entry("integrity-policy-report-only", "Surprises: tells what the integrity policy would block."),
            Map.entry("nel", "Failures that never reach the service, such as DNS, TLS and connection errors."),
            Map.entry("origin-agent-cluster", "Sharing a process and document.domain with other origins of the site."),
            Map.entry("permissions-policy", "Injected or embedded code that uses camera, location and other features."),
            Map.entry("permissions-policy-report-only", "Surprises: tells what the permissions policy would forbid."),
            Map.entry("referrer-policy", "Addresses, and what they hold, that leak to the sites linked to."),
            Map.entry("report-to", "Says where reports of network errors go."),
            Map.entry("reporting-endpoints", "Says where the reports of the other headers go."),
            Map.entry("strict-transport-security", "Downgrades to plain HTTP and clicks through certificate warnings."),
            Map.entry("x-content-type-options", "Uploads and answers that a browser takes for a script or a page."),
            Map.entry("x-dns-prefetch-control", "Look-ups of names that give away the links of a page."),
            Map.entry("x-download-options", "Downloads that Internet Explorer opened in the context of the site."),
            Map.entry("x-frame-options", "Clickjacking, in browsers that don't know frame-ancestors."),
            Map.entry(
                    "x-permitted-cross-domain-policies", "Policy files by which Flash and PDF readers cross origins."),
            Map.entry(
                    "x-xss-protection", "The filter of old browsers, which itself could be turned against the page."));

    private Purposes() {}

    /** Of all headers that it knows, in lower case. */
    static Set<String> names() {
        return BY_NAME.keySet();
    }

    static String of(String name) {
        return BY_NAME.getOrDefault(name.toLowerCase(Locale.ROOT), "A header of the application's own.");
    }
}
