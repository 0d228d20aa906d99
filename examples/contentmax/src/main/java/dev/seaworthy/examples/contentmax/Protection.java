package dev.seaworthy.examples.contentmax;

import dev.seaworthy.security.cors.Cors;
import dev.seaworthy.security.csp.ContentSecurityPolicy;
import dev.seaworthy.security.csp.Source;
import dev.seaworthy.security.csp.audit.Severity;
import dev.seaworthy.security.csp.report.ViolationReports;
import dev.seaworthy.security.headers.CrossOriginEmbedderPolicy;
import dev.seaworthy.security.headers.CrossOriginOpenerPolicy;
import dev.seaworthy.security.headers.CrossOriginResourcePolicy;
import dev.seaworthy.security.headers.FrameOptions;
import dev.seaworthy.security.headers.ReferrerPolicy;
import dev.seaworthy.security.headers.ReportingEndpoints;
import dev.seaworthy.security.headers.SecurityHeaders;
import dev.seaworthy.security.headers.StrictTransportSecurity;
import dev.seaworthy.security.headers.XssProtection;
import dev.seaworthy.security.http.HttpSecurity;
import dev.seaworthy.security.http.endpoint.ViolationEndpoint;
import dev.seaworthy.security.http.limit.RateLimits;
import dev.seaworthy.security.http.limit.Refusal;
import dev.seaworthy.security.http.maintenance.MaintenanceMode;
import dev.seaworthy.security.http.proxy.TrustedProxies;
import dev.seaworthy.security.ratelimit.RateLimiter;
import dev.seaworthy.security.ratelimit.RatePolicy;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** What guards ContentMax: what it has always declared, and a policy for scripts that lets none slip in. */
final class Protection {
    private static final String REPORTS = "/csp-reports";

    private Protection() {}

    /**
     * All of it. TLS ends at a proxy on this machine, whose word is taken since nobody else reaches a loopback port.
     *
     * @param closed whether the service is closed for maintenance, asked at each request
     * @param reports what browsers tell of what they have blocked
     */
    static HttpSecurity.Builder security(Settings settings, BooleanSupplier closed, ViolationReports reports) {
        return HttpSecurity.builder()
                .headers(headers(settings))
                .cors("/api/", cors(settings))
                .trustedProxies(TrustedProxies.ranges("127.0.0.1/32", "::1/128"))
                .guard("/api/", limits(settings))
                .maintenance(MaintenanceMode.when(closed)
                        .openPaths("/health", REPORTS)
                        .retryAfter(Duration.ofMinutes(10))
                        .build())
                .endpoint(REPORTS, ViolationEndpoint.of(reports));
    }

    /** As the story has them; the edge says four of them. */
    static SecurityHeaders story(Settings settings) {
        return SecurityHeaders.helmet().toBuilder()
                .contentSecurityPolicy(contentSecurityPolicy(settings))
                .crossOriginEmbedderPolicy(CrossOriginEmbedderPolicy.REQUIRE_CORP)
                .crossOriginOpenerPolicy(CrossOriginOpenerPolicy.SAME_ORIGIN)
                .crossOriginResourcePolicy(CrossOriginResourcePolicy.CROSS_ORIGIN)
                .frameOptions(FrameOptions.DENY)
                .strictTransportSecurity(StrictTransportSecurity.of(Duration.ofDays(365))
                        .withSubDomains()
                        .withPreload())
                .referrerPolicy(ReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN)
                .xssProtection(XssProtection.BLOCK)
                .build();
    }

    /** The story's, but that each script needs the nonce of its page. */
    private static SecurityHeaders headers(Settings settings) {
        ContentSecurityPolicy policy = contentSecurityPolicy(settings).toBuilder()
                .scriptSrc(Source.NONCE)
                .styleSrc(Source.SELF)
                .baseUri(Source.NONE)
                .reportTo("csp")
                .reportUri(REPORTS)
                .build();
        return story(settings).toBuilder()
                .contentSecurityPolicy(policy)
                .reportingEndpoints(ReportingEndpoints.of("csp", REPORTS))
                .failOn(Severity.MEDIUM)
                .build();
    }

    /** The story's numbers and its answer, of which a client takes half at once. */
    private static RateLimits limits(Settings settings) {
        RateLimiter limiter = RateLimiter.builder()
                .policy(RatePolicy.perWindow("api", settings.rateLimitRequests(), settings.rateLimitWindow()))
                .build();
        return RateLimits.builder(limiter)
                .refusal(Refusal.ERROR_AND_RETRY_AFTER)
                .build();
    }

    private static Cors cors(Settings settings) {
        return Cors.builder()
                .origins(settings.appUrl().toString())
                .methods("GET", "POST", "PUT", "DELETE", "OPTIONS")
                .headers("Content-Type", "Authorization")
                .exposedHeaders("RateLimit", "RateLimit-Policy", "Retry-After")
                .allowCredentials()
                .maxAge(Duration.ofDays(1))
                .build();
    }

    private static ContentSecurityPolicy contentSecurityPolicy(Settings settings) {
        return ContentSecurityPolicy.helmet().toBuilder()
                .scriptSrc(Source.SELF, Source.UNSAFE_INLINE, Source.host("https://cdn.vercel-insights.com"))
                .styleSrc(Source.SELF, Source.UNSAFE_INLINE)
                .imgSrc(Source.SELF, Source.scheme("data"), Source.scheme("https"), Source.scheme("blob"))
                .fontSrc(Source.SELF, Source.scheme("data"))
                .connectSrc(
                        Source.SELF,
                        Source.host(settings.apiUrl().toString()),
                        Source.host(settings.supabaseUrl().toString()),
                        Source.host("https://api.openai.com"),
                        Source.host("https://www.googleapis.com"))
                .frameSrc(Source.NONE)
                .frameAncestors(Source.NONE)
                .build();
    }
}
