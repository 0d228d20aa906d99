package dev.seaworthy.security.headers;

import java.net.URI;
import java.time.Duration;

/**
 * {@code NEL} and its {@code Report-To}: asks browsers to tell of requests that never reached the service (W3C Network
 * Error Logging §4). Sent on secure requests only. Immutable.
 *
 * @param endpoint {@code https}; on another host than the service's, since it is told when that fails
 * @param maxAge in whole seconds; zero makes browsers forget it
 * @param failureFraction the share of failures that is told, from 0 to 1
 * @param successFraction the share of successes that is told, from 0 to 1
 */
public record NetworkErrorLogging(
        URI endpoint, Duration maxAge, boolean includeSubDomains, double failureFraction, double successFraction) {
    private static final String GROUP = "nel";

    public NetworkErrorLogging {
        if (!"https".equals(endpoint.getScheme()) || endpoint.getHost() == null || endpoint.getUserInfo() != null) {
            throw refused("its endpoint " + endpoint + " is not https://host/path");
        }
        if (maxAge.isNegative() || maxAge.toNanosPart() != 0) {
            throw refused("max_age is " + maxAge + "; give whole seconds, zero or more");
        }
        requireShare("failure_fraction", failureFraction);
        requireShare("success_fraction", successFraction);
    }

    /** Every failure, and no success, of this host alone. */
    public static NetworkErrorLogging of(URI endpoint, Duration maxAge) {
        return new NetworkErrorLogging(endpoint, maxAge, false, 1, 0);
    }

    public NetworkErrorLogging withSubDomains() {
        return new NetworkErrorLogging(endpoint, maxAge, true, failureFraction, successFraction);
    }

    /** The share of failures and successes that is told, each from 0 to 1. */
    public NetworkErrorLogging sampling(double failures, double successes) {
        return new NetworkErrorLogging(endpoint, maxAge, includeSubDomains, failures, successes);
    }

    /** The value of {@code NEL} as it is sent. */
    public String value() {
        return "{\"report_to\":\"" + GROUP + "\",\"max_age\":" + maxAge.toSeconds() + subDomains()
                + ",\"failure_fraction\":" + failureFraction + ",\"success_fraction\":" + successFraction + "}";
    }

    /** The value of {@code Report-To}, which browsers still read for NEL in place of {@code Reporting-Endpoints}. */
    public String reportTo() {
        return "{\"group\":\"" + GROUP + "\",\"max_age\":" + maxAge.toSeconds() + subDomains()
                + ",\"endpoints\":[{\"url\":\"" + endpoint.toASCIIString() + "\"}]}";
    }

    private String subDomains() {
        return includeSubDomains ? ",\"include_subdomains\":true" : "";
    }

    private static void requireShare(String name, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw refused(name + " is " + share + "; give 0 to 1");
        }
    }

    private static IllegalArgumentException refused(String rule) {
        return new IllegalArgumentException("NEL: " + rule);
    }
}
