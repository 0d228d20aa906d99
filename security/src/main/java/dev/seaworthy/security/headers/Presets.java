package dev.seaworthy.security.headers;

import dev.seaworthy.security.csp.ContentSecurityPolicy;
import java.time.Duration;

/** The sets that have a name. */
final class Presets {
    private static final StrictTransportSecurity ONE_YEAR =
            StrictTransportSecurity.of(Duration.ofDays(365)).withSubDomains();
    private static final StrictTransportSecurity TWO_YEARS =
            StrictTransportSecurity.of(Duration.ofDays(730)).withSubDomains();

    private Presets() {}

    static SecurityHeaders helmet() {
        return SecurityHeaders.builder()
                .contentSecurityPolicy(ContentSecurityPolicy.helmet())
                .crossOriginOpenerPolicy(CrossOriginOpenerPolicy.SAME_ORIGIN)
                .crossOriginResourcePolicy(CrossOriginResourcePolicy.SAME_ORIGIN)
                .originAgentCluster()
                .referrerPolicy(ReferrerPolicy.NO_REFERRER)
                .strictTransportSecurity(ONE_YEAR)
                .contentTypeOptionsNosniff()
                .dnsPrefetchControlOff()
                .downloadOptionsNoopen()
                .frameOptions(FrameOptions.SAMEORIGIN)
                .permittedCrossDomainPolicies(PermittedCrossDomainPolicies.NONE)
                .xssProtection(XssProtection.DISABLED)
                .remove("X-Powered-By")
                .build();
    }

    static SecurityHeaders owasp() {
        return SecurityHeaders.builder()
                .cacheControl(CacheControl.builder()
                        .withoutStore()
                        .maxAge(Duration.ZERO)
                        .build())
                .contentSecurityPolicy(ContentSecurityPolicy.owasp())
                .crossOriginEmbedderPolicy(CrossOriginEmbedderPolicy.REQUIRE_CORP)
                .crossOriginOpenerPolicy(CrossOriginOpenerPolicy.SAME_ORIGIN)
                .crossOriginResourcePolicy(CrossOriginResourcePolicy.SAME_ORIGIN)
                .permissionsPolicy(PermissionsPolicy.owasp())
                .referrerPolicy(ReferrerPolicy.NO_REFERRER)
                .strictTransportSecurity(TWO_YEARS)
                .contentTypeOptionsNosniff()
                .dnsPrefetchControlOff()
                .frameOptions(FrameOptions.DENY)
                .permittedCrossDomainPolicies(PermittedCrossDomainPolicies.NONE)
                .removeLeakingHeaders()
                .build();
    }

    static SecurityHeaders jsonApi() {
        return SecurityHeaders.builder()
                .cacheControl(CacheControl.noStore())
                .contentSecurityPolicy(ContentSecurityPolicy.jsonApi())
                .crossOriginResourcePolicy(CrossOriginResourcePolicy.SAME_ORIGIN)
                .referrerPolicy(ReferrerPolicy.NO_REFERRER)
                .strictTransportSecurity(TWO_YEARS)
                .contentTypeOptionsNosniff()
                .frameOptions(FrameOptions.DENY)
                .removeLeakingHeaders()
                .build();
    }

    static SecurityHeaders htmlPage() {
        return SecurityHeaders.builder()
                .cacheControl(CacheControl.noStore())
                .contentSecurityPolicy(ContentSecurityPolicy.htmlPage())
                .crossOriginOpenerPolicy(CrossOriginOpenerPolicy.SAME_ORIGIN)
                .crossOriginResourcePolicy(CrossOriginResourcePolicy.SAME_ORIGIN)
                .originAgentCluster()
                .permissionsPolicy(PermissionsPolicy.owasp())
                .referrerPolicy(ReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN)
                .strictTransportSecurity(TWO_YEARS)
                .contentTypeOptionsNosniff()
                .frameOptions(FrameOptions.DENY)
                .removeLeakingHeaders()
                .build();
    }
}
