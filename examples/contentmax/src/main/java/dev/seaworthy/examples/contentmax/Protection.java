package dev.seaworthy.examples.contentmax;

import dev.seaworthy.security.cors.Cors;
import dev.seaworthy.security.csp.ContentSecurityPolicy;
import dev.seaworthy.security.csp.Source;
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
import dev.seaworthy.security.http.message.Answer;
import dev.seaworthy.security.http.message.IncomingRequest;
import java.io.IOException;
import java.time.Duration;

/** The headers and the CORS policy that ContentMax has always declared, and the nonce and the reports of its page. */
final class Protection {
    private static final String REPORTS = "/csp-reports";

    private Protection() {}

    /** All that guards ContentMax's pages and its API; browsers tell {@code reports} what they have blocked. */
    static HttpSecurity.Builder security(Settings settings, ViolationReports reports) {
        return HttpSecurity.builder()
                .headers(pageHeaders(settings))
                .cors("/api/", cors(settings))
                .endpoint(REPORTS, request -> take(request, reports));
    }

    static SecurityHeaders headers(Settings settings) {
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

    /** Browsers that know nonces pass over 'unsafe-inline' beside one (CSP Level 3 §6.7.3.2). */
    private static SecurityHeaders pageHeaders(Settings settings) {
        ContentSecurityPolicy policy = contentSecurityPolicy(settings).toBuilder()
                .scriptSrc(
                        Source.SELF, Source.NONCE, Source.UNSAFE_INLINE, Source.host("https://cdn.vercel-insights.com"))
                .reportTo("csp")
                .reportUri(REPORTS)
                .build();
        return headers(settings).toBuilder()
                .contentSecurityPolicy(policy)
                .reportingEndpoints(ReportingEndpoints.of("csp", REPORTS))
                .build();
    }

    private static Answer take(IncomingRequest request, ViolationReports reports) throws IOException {
        return Answer.empty(reports.accept(request.line("Content-Type").orElse(null), request.body())
                .status());
    }

    private static Cors cors(Settings settings) {
        return Cors.builder()
                .origins(settings.appUrl().toString())
                .methods("GET", "POST", "PUT", "DELETE", "OPTIONS")
                .headers("Content-Type", "Authorization")
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
