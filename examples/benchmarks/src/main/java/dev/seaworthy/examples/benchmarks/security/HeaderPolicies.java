package dev.seaworthy.examples.benchmarks.security;

import dev.seaworthy.security.csp.ContentSecurityPolicy;
import dev.seaworthy.security.headers.CacheControl;
import dev.seaworthy.security.headers.CrossOriginEmbedderPolicy;
import dev.seaworthy.security.headers.CrossOriginOpenerPolicy;
import dev.seaworthy.security.headers.CrossOriginResourcePolicy;
import dev.seaworthy.security.headers.FrameOptions;
import dev.seaworthy.security.headers.PermissionsPolicy;
import dev.seaworthy.security.headers.ReferrerPolicy;
import dev.seaworthy.security.headers.SecurityHeaders;
import dev.seaworthy.security.headers.StrictTransportSecurity;
import dev.seaworthy.security.headers.XssProtection;
import java.time.Duration;
import java.util.List;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginEmbedderPolicyHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.header.writers.PermissionsPolicyHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.security.web.header.writers.XXssProtectionHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter.XFrameOptionsMode;

/** The same thirteen headers, by each library's own classes. */
final class HeaderPolicies {
    private static final ContentSecurityPolicy CONTENT = ContentSecurityPolicy.helmet();
    private static final PermissionsPolicy PERMISSIONS = PermissionsPolicy.owasp();

    private HeaderPolicies() {}

    static SecurityHeaders seaworthy() {
        return SecurityHeaders.builder()
                .contentTypeOptionsNosniff()
                .xssProtection(XssProtection.DISABLED)
                .cacheControl(CacheControl.builder()
                        .revalidated()
                        .withoutStore()
                        .maxAge(Duration.ZERO)
                        .mustRevalidate()
                        .build())
                .header("Pragma", "no-cache")
                .header("Expires", "0")
                .strictTransportSecurity(
                        StrictTransportSecurity.of(Duration.ofDays(365)).withSubDomains())
                .frameOptions(FrameOptions.DENY)
                .contentSecurityPolicy(CONTENT)
                .referrerPolicy(ReferrerPolicy.NO_REFERRER)
                .permissionsPolicy(PERMISSIONS)
                .crossOriginOpenerPolicy(CrossOriginOpenerPolicy.SAME_ORIGIN)
                .crossOriginEmbedderPolicy(CrossOriginEmbedderPolicy.REQUIRE_CORP)
                .crossOriginResourcePolicy(CrossOriginResourcePolicy.SAME_ORIGIN)
                .build();
    }

    /** In the order of Spring Security's own configuration. */
    static List<HeaderWriter> spring() {
        var opener = new CrossOriginOpenerPolicyHeaderWriter();
        opener.setPolicy(CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy.SAME_ORIGIN);
        var embedder = new CrossOriginEmbedderPolicyHeaderWriter();
        embedder.setPolicy(CrossOriginEmbedderPolicyHeaderWriter.CrossOriginEmbedderPolicy.REQUIRE_CORP);
        var resource = new CrossOriginResourcePolicyHeaderWriter();
        resource.setPolicy(CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy.SAME_ORIGIN);
        return List.of(
                new XContentTypeOptionsHeaderWriter(),
                new XXssProtectionHeaderWriter(),
                new CacheControlHeadersWriter(),
                new HstsHeaderWriter(),
                new XFrameOptionsHeaderWriter(XFrameOptionsMode.DENY),
                new ContentSecurityPolicyHeaderWriter(CONTENT.render(true)),
                new ReferrerPolicyHeaderWriter(ReferrerPolicyHeaderWriter.ReferrerPolicy.NO_REFERRER),
                new PermissionsPolicyHeaderWriter(PERMISSIONS.value()),
                opener,
                embedder,
                resource);
    }
}
