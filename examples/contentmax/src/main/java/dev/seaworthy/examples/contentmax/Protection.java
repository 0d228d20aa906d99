package dev.seaworthy.examples.contentmax;

import dev.seaworthy.security.cors.Cors;
import dev.seaworthy.security.csp.ContentSecurityPolicy;
import dev.seaworthy.security.csp.Source;
import dev.seaworthy.security.headers.CrossOriginEmbedderPolicy;
import dev.seaworthy.security.headers.CrossOriginOpenerPolicy;
import dev.seaworthy.security.headers.CrossOriginResourcePolicy;
import dev.seaworthy.security.headers.FrameOptions;
import dev.seaworthy.security.headers.ReferrerPolicy;
import dev.seaworthy.security.headers.SecurityHeaders;
import dev.seaworthy.security.headers.StrictTransportSecurity;
import dev.seaworthy.security.headers.XssProtection;
import java.time.Duration;

/** The headers and the CORS policy that ContentMax has always declared. */
final class Protection {
    private Protection() {}

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

    static Cors cors(Settings settings) {
        return Cors.builder()
                .origins(settings.appUrl().toString())
                .methods("GET", "POST", "PUT", "DELETE", "OPTIONS")
                .headers("Content-Type", "Authorization")
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
                        Source.host(settings.supabaseUrl().toString()),
                        Source.host("https://api.openai.com"),
                        Source.host("https://www.googleapis.com"))
                .frameSrc(Source.NONE)
                .frameAncestors(Source.NONE)
                .build();
    }
}
